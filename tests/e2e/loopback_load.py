"""Runs a command against an HTTP server on loopback that lives as long as the command.

usage: loopback_load.py COMMAND…    {url} in the command is the server's address
"""
import socketserver
import subprocess
import sys
import threading


class Answer(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            while line := self.rfile.readline():
                if line == b"\r\n":  # the end of a request's head; there are no bodies
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        except ConnectionError:
            pass  # a load generator closes its connections without a word


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128


with Server(("127.0.0.1", 0), Answer) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "http://127.0.0.1:%d/" % server.server_address[1]
    code = subprocess.call([word.replace("{url}", url) for word in sys.argv[1:]])
    server.shutdown()
sys.exit(code)
