self.addEventListener("fetch", f)
