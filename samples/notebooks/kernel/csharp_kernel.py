"""The Jupyter side of the C# kernel: ipykernel speaks Jupyter's protocol, the C# host runs the cells.

The two talk in lines of JSON over the host's standard input and output. A line that is no JSON was written by native
code of a cell, and is shown as text.
"""
import json
import os
import subprocess
import sys

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

HOST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "CSharpKernel.dll")


def utf16(text):
    return len(text.encode("utf-16-le")) // 2


def code_points(text, units):
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


class CSharpKernel(Kernel):
    implementation = "InfluenceGraph C#"
    implementation_version = "0.1.0"
    banner = "C# by Microsoft.CodeAnalysis.CSharp.Scripting. Add references by #r or #:project and #:package."
    language_info = {
        "name": "csharp",
        "version": "14.0",
        "mimetype": "text/x-csharp",
        "file_extension": ".cs",
        "pygments_lexer": "csharp",
        "codemirror_mode": "text/x-csharp",
    }

    def __init__(self, **arguments):
        super().__init__(**arguments)
        self._host = None

    def _start(self):
        if self._host is not None and self._host.poll() is None:
            return
        # A session of its own, so that Jupyter's interrupt reaches only this side, which passes it on.
        self._host = subprocess.Popen(
            [os.environ.get("DOTNET_HOST_PATH") or "dotnet", HOST, "host"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def _send(self, message):
        self._start()
        self._host.stdin.write(json.dumps(message) + "\n")
        self._host.stdin.flush()

    def _next(self):
        line = self._host.stdout.readline()
        if line == "":
            return None
        try:
            message = json.loads(line)
            if isinstance(message, dict) and "type" in message:
                return message
        except ValueError:
            pass
        return {"type": "stream", "name": "stdout", "text": line}

    def _answer(self, message):
        """Sends a short question and waits for what answers it."""
        self._send(message)
        while True:
            answer = self._next()
            if answer is None or answer["type"] != "stream":
                return answer

    def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False):
        try:
            self._send({"type": "execute", "code": code, "cell": self.execution_count})
        except OSError:
            pass
        interrupts = 0
        while True:
            try:
                message = self._next()
            except KeyboardInterrupt:
                interrupts += 1
                if interrupts > 2:
                    self._host.kill()
                else:
                    self._send({"type": "interrupt"})
                continue
            if message is None:
                return self._died(silent)
            kind = message["type"]
            if kind == "done":
                return self._done(message, silent)
            if silent:
                continue
            if kind == "stream":
                self.send_response(self.iopub_socket, "stream", {"name": message["name"], "text": message["text"]})
            elif kind == "display":
                self.send_response(self.iopub_socket, "display_data", {"data": message["data"], "metadata": {}})
            elif kind == "result":
                self.send_response(
                    self.iopub_socket,
                    "execute_result",
                    {"data": message["data"], "metadata": {}, "execution_count": self.execution_count},
                )

    def _done(self, message, silent):
        if message["status"] == "ok":
            return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}
        error = {"ename": message["ename"], "evalue": message["evalue"], "traceback": message["traceback"]}
        if not silent:
            self.send_response(self.iopub_socket, "error", error)
        return {"status": "error", "execution_count": self.execution_count, **error}

    def _died(self, silent):
        code = self._host.wait()
        self._host = None
        text = f"The C# process ended with exit code {code}. Variables are lost; the next cell starts a new one."
        return self._done({"status": "error", "ename": "HostEnded", "evalue": text, "traceback": [text]}, silent)

    def do_complete(self, code, cursor_pos):
        answer = self._answer({"type": "complete", "code": code, "position": utf16(code[:cursor_pos])})
        if answer is None or answer["type"] != "completions":
            return {"status": "ok", "matches": [], "cursor_start": cursor_pos, "cursor_end": cursor_pos, "metadata": {}}
        return {
            "status": "ok",
            "matches": answer["matches"],
            "cursor_start": code_points(code, answer["start"]),
            "cursor_end": cursor_pos,
            "metadata": {},
        }

    def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
        answer = self._answer({"type": "inspect", "code": code, "position": utf16(code[:cursor_pos])})
        text = answer.get("text") if answer else None
        return {"status": "ok", "found": bool(text), "data": {"text/plain": text} if text else {}, "metadata": {}}

    def do_is_complete(self, code):
        answer = self._answer({"type": "is_complete", "code": code})
        return {"status": answer["status"] if answer else "unknown", "indent": ""}

    def do_shutdown(self, restart):
        if self._host is not None:
            try:
                self._host.stdin.close()
                self._host.wait(timeout=2)
            except (OSError, subprocess.TimeoutExpired):
                self._host.kill()
            self._host = None
        return {"status": "ok", "restart": restart}


if __name__ == "__main__":
    sys.argv[0] = "csharp_kernel"
    IPKernelApp.launch_instance(kernel_class=CSharpKernel)
