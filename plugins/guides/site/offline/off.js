// This site keeps nothing for reading without a network any more: what an earlier version kept is taken away,
// and so is the worker that kept it. Browsers ask for this file by themselves.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const clear = async () => {
    const ours = (await caches.keys()).filter(
      (name) => name.startsWith("guides:") && name.endsWith(registration.scope),
    );
    await Promise.all(ours.map((name) => caches.delete(name)));
    await registration.unregister();
  };
  event.waitUntil(clear());
});
