#!/usr/bin/env python3
"""An HTTP proxy between the AWS command line and moto that answers some calls with faults, in the
shapes in which AWS itself tells them.

usage: fault_proxy.py PORT [RULE...]       HTTP_PROXY=http://127.0.0.1:PORT aws ...

A rule is SERVICE:OPERATION=FAULT[:TIMES], for example iam:ListMFADevices=throttled:2. `*` stands for
every service or operation; without TIMES the fault lasts. The first rule that fits answers. Faults:

  denied, throttled, expired   the error that the service's protocol has for it
  cut                          the connection ends before the announced length
  shortened                    half of the body, as if that were all
  delayed                      the true answer, three seconds later
  reset                        the connection is reset
"""
import http.client
import http.server
import json
import re
import socket
import struct
import sys
import threading
import time
import urllib.parse

S3 = {"policy": "GetBucketPolicy", "tagging": "GetBucketTagging", "acl": "GetBucketAcl",
      "encryption": "GetBucketEncryption", "location": "GetBucketLocation",
      "publicAccessBlock": "GetPublicAccessBlock",
      "ownershipControls": "GetBucketOwnershipControls"}
LAMBDA = [(r"/functions/?$", "ListFunctions"), (r"/policy$", "GetPolicy"),
          (r"/urls$", "ListFunctionUrlConfigs")]

# What moto does not know, and what AWS says where there is nothing.
NOTHING = {"ssm:DescribeInstanceInformation": {"InstanceInformationList": []},
           "apprunner:ListServices": {"ServiceSummaryList": []},
           "bedrock-agentcore:/code-interpreters": {"codeInterpreterSummaries": []},
           "bedrock-agentcore:/code-interpreters/": {"codeInterpreterSummaries": []}}

# What each protocol says: status and code for denied, throttled, expired.
CODES = {
    "query": {"denied": (403, "AccessDenied"), "throttled": (400, "Throttling"),
              "expired": (403, "ExpiredToken")},
    "ec2": {"denied": (403, "UnauthorizedOperation"), "throttled": (503, "RequestLimitExceeded"),
            "expired": (400, "RequestExpired")},
    "json": {"denied": (400, "AccessDeniedException"), "throttled": (400, "ThrottlingException"),
             "expired": (400, "ExpiredTokenException")},
    "rest-json": {"denied": (403, "AccessDeniedException"),
                  "throttled": (429, "TooManyRequestsException"),
                  "expired": (403, "ExpiredTokenException")},
    "rest-xml": {"denied": (403, "AccessDenied"), "throttled": (503, "SlowDown"),
                 "expired": (400, "ExpiredToken")},
}
TEXTS = {"denied": "User is not authorized to perform this operation", "throttled": "Rate exceeded",
         "expired": "The security token included in the request is expired"}


def call_of(method, target, headers, body):
    """The protocol, service and operation of a request."""
    scope = re.search(r"Credential=[^/]*/\d+/[^/]*/([^/]+)/", headers.get("Authorization", ""))
    service = scope.group(1) if scope else "unknown"
    url = urllib.parse.urlsplit(target)
    if headers.get("X-Amz-Target"):
        return "json", service, headers["X-Amz-Target"].split(".")[-1]
    action = urllib.parse.parse_qs(body.decode("latin-1")).get("Action")
    if method == "POST" and action:
        return ("ec2" if service == "ec2" else "query"), service, action[0]
    if service == "s3":
        if url.path.startswith("/v20180820/"):
            return "rest-xml", "s3control", "GetPublicAccessBlock"
        named = [S3[key] for key in urllib.parse.parse_qs(url.query, True) if key in S3]
        return "rest-xml", service, named[0] if named else "ListBuckets"
    named = [name for pattern, name in LAMBDA if re.search(pattern, url.path)]
    return "rest-json", service, named[0] if service == "lambda" and named else url.path


def error_of(protocol, fault):
    """The status, body and header lines of an error."""
    status, code = CODES[protocol][fault]
    text = TEXTS[fault]
    if protocol == "query":
        body = ("<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message>"
                "</Error><RequestId>r-1</RequestId></ErrorResponse>" % (code, text))
    elif protocol == "ec2":
        body = ("<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>"
                "<RequestID>r-1</RequestID></Response>" % (code, text))
    elif protocol == "rest-xml":
        body = ("<Error><Code>%s</Code><Message>%s</Message><RequestId>r-1</RequestId>"
                "<HostId>h-1</HostId></Error>" % (code, text))
    elif protocol == "json":
        body = json.dumps({"__type": code, "Message": text})
    else:
        body = json.dumps({"Message": text, "Type": "User"})
    return status, body.encode(), {"x-amzn-ErrorType": code} if protocol == "rest-json" else {}


class Faults:
    """The rules, and what was asked."""

    def __init__(self, rules=()):
        self.lock = threading.Lock()
        self.set(rules)

    def set(self, rules):
        """Takes other rules, and forgets what was asked."""
        with self.lock:
            self.calls = []
            self.rules = []
            for rule in rules:
                match = re.fullmatch(r"([^:=]+):([^:=]+)=([a-z]+)(?::(\d+))?", rule)
                if not match:
                    raise ValueError("not SERVICE:OPERATION=FAULT[:TIMES]: " + rule)
                service, operation, fault, times = match.groups()
                self.rules.append([service, operation, fault, int(times) if times else -1])

    def take(self, service, operation):
        """The fault that a call is answered with, or None."""
        with self.lock:
            self.calls.append(service + ":" + operation)
            for rule in self.rules:
                if rule[0] in ("*", service) and rule[1] in ("*", operation) and rule[3] != 0:
                    rule[3] -= 1
                    return rule[2]
        return None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    faults = Faults()

    def log_message(self, *words):
        pass

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        protocol, service, operation = call_of(self.command, self.path, self.headers, body)
        fault = self.faults.take(service, operation)
        self.close_connection = True
        if fault == "reset":
            self.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        if fault in TEXTS:
            self.reply(*error_of(protocol, fault))
            return
        if fault == "delayed":
            time.sleep(3)
        known = NOTHING.get(service + ":" + operation)
        if known is None:
            status, content, headers = self.forward(body)
        else:
            status, content, headers = 200, json.dumps(known).encode(), {}
        length = len(content)
        if fault in ("cut", "shortened"):
            content = content[:length // 2]
        self.reply(status, content, headers, length if fault == "cut" else len(content))

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

    def forward(self, body):
        """What moto answers. The host's name is kept, as moto reads it; the place is loopback."""
        url = urllib.parse.urlsplit(self.path)
        connection = http.client.HTTPConnection("127.0.0.1", url.port or 80, timeout=120)
        headers = {name: value for name, value in self.headers.items()
                   if not name.lower().startswith("proxy-")}
        path = url.path + ("?" + url.query if url.query else "")
        connection.request(self.command, path or "/", body, headers)
        response = connection.getresponse()
        content = response.read()
        kept = {name: value for name, value in response.getheaders() if name.lower() not in
                ("content-length", "connection", "transfer-encoding", "date", "server")}
        connection.close()
        return response.status, content, kept

    def reply(self, status, content, headers, length=None):
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content) if length is None else length))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
        except ConnectionError:
            pass  # The command was ended meanwhile.


def serve(faults, port=0):
    """A proxy on loopback, not yet serving."""
    handler = type("RuledHandler", (Handler,), {"faults": faults})
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        serve(Faults(sys.argv[2:]), int(sys.argv[1])).serve_forever()
    except KeyboardInterrupt:
        pass
