"""A headless Chromium, driven through ChromeDriver: as much of the W3C WebDriver protocol as the
tests of the review page need, with the standard library alone."""

import base64
import json
import pathlib
import re
import subprocess
import tempfile
import time
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the protocol's name for a reference to one
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Down": "\ue015", "Up": "\ue013", "Left": "\ue012",
        "Right": "\ue014", "End": "\ue010", "Home": "\ue011", "Control": "\ue009",
        "Shift": "\ue008", "Tab": "\ue004"}
_PATIENCE = 240  # seconds


class Browser:
    """with Browser() as browser: browser.open(path); what it downloads lands in browser.downloads."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="qiao-browser-")
        folder = pathlib.Path(self._folder.name)
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self._driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True)
        for line in self._driver.stdout:
            if found := re.search(r"started successfully on port (\d+)", line):
                self._session = f"http://127.0.0.1:{found[1]}/session"
                break
        else:
            raise RuntimeError("chromedriver did not start")
        options = {
            # Root has no sandbox; the pages opened here are our own.
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--window-size=1440,900", f"--user-data-dir={folder / 'profile'}"],
            "prefs": {"download.default_directory": str(self.downloads)},
        }
        made = self._call("POST", "", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})
        self._session += "/" + made["sessionId"]
        # A machine that others use may be many times slower than the page is.
        self._call("POST", "/timeouts", {"script": 1000 * _PATIENCE, "pageLoad": 1000 * _PATIENCE})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._call("DELETE", "")
        finally:
            self._driver.terminate()
            self._driver.wait(timeout=20)
            self._driver.stdout.close()
            self._folder.cleanup()

    def _call(self, method, path, body=None):
        request = urllib.request.Request(
            self._session + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=2 * _PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {json.load(error)['value']['message']}") from None

    def open(self, path):
        self._call("POST", "/url", {"url": pathlib.Path(path).resolve().as_uri()})

    def reload(self):
        self._call("POST", "/refresh", {})

    def run(self, script, *arguments):
        """The value of a function's body in the page; a promise is waited for."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def devtools(self, command, **parameters):
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def before_pages(self, script):
        """Runs a script in every page from now on before its own; a number to stop that with."""
        return self.devtools("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]

    def no_longer_before_pages(self, number):
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", identifier=number)

    def resize(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=1, mobile=False)

    def keys(self, *keys):
        """Presses keys one after the other; "Control+z" holds the first down."""
        actions = []
        for key in keys:
            *held, last = key.split("+") if len(key) > 1 else [key]
            held = [KEYS[name] for name in held]
            actions += [{"type": "keyDown", "value": name} for name in held]
            actions += [{"type": kind, "value": KEYS.get(last, last)} for kind in ("keyDown", "keyUp")]
            actions += [{"type": "keyUp", "value": name} for name in reversed(held)]
        self._call("POST", "/actions",
                   {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def _find(self, selector):
        return self._call("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        self._call("POST", f"/element/{self._find(selector)}/click", {})

    def type(self, selector, text):
        self._call("POST", f"/element/{self._find(selector)}/value", {"text": text})

    def hover(self, selector):
        self._call("POST", "/actions", {"actions": [{
            "type": "pointer", "id": "mouse", "actions": [
                {"type": "pointerMove", "x": 0, "y": 0,
                 "origin": {ELEMENT: self._find(selector)}}]}]})

    def click_at(self, selector, x, y):
        """At a point counted from the middle of the element."""
        self._call("POST", "/actions", {"actions": [{
            "type": "pointer", "id": "mouse", "actions": [
                {"type": "pointerMove", "x": x, "y": y,
                 "origin": {ELEMENT: self._find(selector)}},
                {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}]})

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def complaints(self):
        """What the page has written on the console since the last call."""
        log = self._call("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in log]

    def hand_out(self, do):
        """The name and the bytes of the file that `do` makes the page hand to the browser, which
        does not get it: a download takes the disk's time."""
        self.run("""
            window.handed = {};
            URL.createObjectURL = (blob) => { handed.blob = blob; return "data:,"; };
            HTMLAnchorElement.prototype.click = function () { handed.name = this.download; };""")
        do()
        name, url = self.run("""
            return new Promise((done) => {
              const reader = new FileReader();
              reader.onload = () => done([handed.name, reader.result]);
              reader.readAsDataURL(handed.blob);
            });""")
        return name, base64.b64decode(url.partition(",")[2])

    def download(self, name, do):
        """The bytes of the file that `do` makes the browser download."""
        path = self.downloads / name
        path.unlink(missing_ok=True)
        do()
        end = time.monotonic() + _PATIENCE
        # Chromium puts an empty file there first, and writes to another one.
        while (not path.exists() or path.stat().st_size == 0 or
               any(self.downloads.glob("*.crdownload"))):
            if time.monotonic() > end:
                raise RuntimeError(f"{name} was not downloaded")
            time.sleep(0.02)
        return path.read_bytes()

    def picture(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self._call("GET", "/screenshot")))
