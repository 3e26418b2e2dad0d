"""moto, the stand-in for AWS, on loopback; and the calls that fill it."""
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request


def need_programs():
    """Ends with a word where the programs are missing."""
    missing = [name for name in ("aws", "moto_server") if not shutil.which(name)]
    if missing:
        print("skipped: there is no %s on the path" % " and no ".join(missing))
        sys.exit(0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions, resources="*", **more):
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def trust(**principal):
    return policy({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal})


class Moto:
    """A running moto_server; ended by `close`."""

    def __init__(self, log):
        self.port = free_port()
        self.url = "http://localhost:%d" % self.port
        self.log = open(log, "wb")
        self.process = subprocess.Popen(
            ["moto_server", "-H", "127.0.0.1", "-p", str(self.port)],
            stdout=self.log, stderr=self.log, start_new_session=True,
            env=dict(os.environ, MOTO_IAM_LOAD_MANAGED_POLICIES="true"))
        for _ in range(240):
            try:
                urllib.request.urlopen("http://127.0.0.1:%d/moto-api/" % self.port, timeout=5)
                return
            except OSError:
                time.sleep(0.5)
        self.close()
        sys.exit("moto_server does not start, see " + log)

    def close(self):
        try:
            os.killpg(self.process.pid, 15)
            self.process.wait(20)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            self.process.kill()
        self.log.close()

    def environment(self, proxy=None, **more):
        """The variables of a user of this moto, without those of the machine's own user."""
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith("AWS_") and not name.lower().endswith("_proxy")}
        kept.update(
            AWS_ENDPOINT_URL=self.url, AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing",
            AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true",
            AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull)
        if proxy:
            kept["HTTP_PROXY"] = "http://127.0.0.1:%d" % proxy
        kept.update(more)
        return kept

    def account(self, identifier=None):
        """A caller of `aws`: in the account that one starts in, or by a role in another."""
        environment = self.environment()
        if identifier:
            keys = Account(environment)(
                "sts", "assume-role", "--role-arn",
                "arn:aws:iam::%s:role/OrganizationAccountAccessRole" % identifier,
                "--role-session-name", "setup")["Credentials"]
            environment.update(
                AWS_ACCESS_KEY_ID=keys["AccessKeyId"], AWS_SESSION_TOKEN=keys["SessionToken"],
                AWS_SECRET_ACCESS_KEY=keys["SecretAccessKey"])
        return Account(environment)


class Account:
    def __init__(self, environment):
        self.environment = environment

    def __call__(self, *words):
        """Runs one command; its output, or {} where it prints none."""
        done = subprocess.run(
            ["aws", *words, "--output", "json"], env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise RuntimeError("aws %s: %s" % (" ".join(words[:4]), done.stderr.strip()))
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def role(self, name, trusted, *statements):
        self("iam", "create-role", "--role-name", name, "--assume-role-policy-document", trusted)
        if statements:
            self("iam", "put-role-policy", "--role-name", name, "--policy-name", "inline",
                 "--policy-document", policy(*statements))

    def user(self, name, *statements, key=False, password=False):
        self("iam", "create-user", "--user-name", name)
        if statements:
            self("iam", "put-user-policy", "--user-name", name, "--policy-name", "inline",
                 "--policy-document", policy(*statements))
        if key:
            self("iam", "create-access-key", "--user-name", name)
        if password:
            self("iam", "create-login-profile", "--user-name", name, "--password", "Str0ng!pass-1")

    def bucket(self, name, tags=None):
        self("s3api", "create-bucket", "--bucket", name)
        if tags:
            pairs = ",".join("{Key=%s,Value=%s}" % pair for pair in tags.items())
            self("s3api", "put-bucket-tagging", "--bucket", name, "--tagging",
                 "TagSet=[%s]" % pairs)
