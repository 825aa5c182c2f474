// Leads from a former address to the page, and keeps the place in it: a redirect without a script
// drops what stands behind the "#". The page that loads this redirects by itself where no script runs.
{
  const own = document.currentScript;
  const target = own instanceof HTMLScriptElement ? own.dataset.to : undefined;
  if (target) {
    location.replace(new URL(target, location.href).href + location.search + location.hash);
  }
}
