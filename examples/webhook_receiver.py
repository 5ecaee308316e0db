"""A receiver of webhooks that believes nobody but the service.

It takes what is signed as Standard Webhooks say and is no older than five minutes, answers 204, and prints
what it was told; anything else gets 400 and does nothing. A message may come twice, always under the same id:
the second is answered and passed over. Register its address and give it the secret that the answer shows:

    curl http://127.0.0.1:8000/v1/webhooks -H "Content-Type: application/json" -d '{"url": "https://cms.example/hook"}'
    pip install standardwebhooks
    python examples/webhook_receiver.py --secret whsec_... --port 9000
"""

import argparse
import json
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks import Webhook, WebhookVerificationError

MOST = 16 * 1024 * 1024  # octets of a message


def answering(webhook: Webhook) -> type[BaseHTTPRequestHandler]:
    """Return what answers messages that the webhook's secret has signed."""
    seen: set[str] = set()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                size = int(headers.get("content-length", "0"))
                body = self.rfile.read(size) if 0 <= size <= MOST else b""
                webhook.verify(body, headers)
            except (WebhookVerificationError, ValueError):  # also what is no number, no base64, no JSON
                return self.send_answer(400)
            if headers["webhook-id"] not in seen:
                seen.add(headers["webhook-id"])
                take(json.loads(body))
            return self.send_answer(204)

        def send_answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Keep the output to what was told."""

    return Receiver


def take(message: dict[str, dict[str, str]]) -> None:
    """Do something with a message: here, print its kind and what it is about."""
    data = message["data"]
    print(message["type"], data.get("location") or data.get("id") or data, flush=True)


def main() -> None:
    """Listen until interrupted."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("--secret", required=True)
    said.add_argument("--port", type=int, default=9000)
    given = said.parse_args()
    with HTTPServer(("127.0.0.1", given.port), answering(Webhook(given.secret))) as server:
        print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
