"""The AWS emulator on the loopback interface, and the AWS command line talking to it."""

import contextlib
import io
import json
import os
import socket
import subprocess
import tempfile
import time

from awscli.clidriver import create_clidriver

from .vocabulary import REGION

START_LIMIT_SECONDS = 60


class CommandFailed(Exception):
    """The command line refused; carries the command and what it said."""


class Emulator:
    """A context: `moto_server` on a free port of 127.0.0.1, stopped on the way out."""

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = tempfile.TemporaryDirectory()
        configuration = os.path.join(self.folder.name, "config")
        with open(configuration, "w", encoding="utf-8") as file:
            file.write("[default]\ncli_timestamp_format = iso8601\n")
        self.environment = {
            "AWS_CONFIG_FILE": configuration,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ACCESS_KEY_ID": "builder",
            "AWS_SECRET_ACCESS_KEY": "builder",
        }
        # Nobody's own settings take part; AWS_DATA_PATH is where the command keeps its data.
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            if name != "AWS_DATA_PATH":
                del os.environ[name]
        self.server = subprocess.Popen(
            ["moto_server", "-H", "127.0.0.1", "-p", str(self.port)],
            env={**os.environ, "MOTO_IAM_LOAD_MANAGED_POLICIES": "true"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(timeout=START_LIMIT_SECONDS)
        self.folder.cleanup()

    def wait(self):
        limit = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < limit and self.server.poll() is None:
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", self.port), 1),
            ):
                return
            time.sleep(0.2)
        raise CommandFailed("moto_server did not start")

    def session(self, account, role="builder"):
        """A command line signed in to the account; the emulator takes any role's name."""
        answer = CommandLine(self, self.environment)(
            "sts",
            "assume-role",
            "--role-arn",
            f"arn:aws:iam::{account}:role/{role}",
            "--role-session-name",
            "snapshot",
        )["Credentials"]
        return CommandLine(
            self,
            {
                **self.environment,
                "AWS_ACCESS_KEY_ID": answer["AccessKeyId"],
                "AWS_SECRET_ACCESS_KEY": answer["SecretAccessKey"],
                "AWS_SESSION_TOKEN": answer["SessionToken"],
            },
        )


class CommandLine:
    """The `aws` command, run in this process: the program's own code without its start-up."""

    def __init__(self, emulator, environment):
        self.emulator = emulator
        self.environment = environment
        self.driver = None

    def __call__(self, *arguments, absent=None, **options):
        """Runs one command and answers the parsed output, or None where nothing was printed.

        `options` become `--some-option VALUE`; documents are written as JSON. An error whose code
        is `absent` answers None: that thing does not exist, so a real export has no file for it.
        """
        for name, value in options.items():
            text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
            arguments += (f"--{name.replace('_', '-')}", text)
        printed, said = io.StringIO(), io.StringIO()
        os.environ.update(self.environment)
        if "AWS_SESSION_TOKEN" not in self.environment:
            os.environ.pop("AWS_SESSION_TOKEN", None)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
            self.driver = self.driver or create_clidriver()
            endpoint = f"http://127.0.0.1:{self.emulator.port}"
            status = self.driver.main(["--endpoint-url", endpoint, *arguments])
        if status != 0:
            if absent is not None and f"({absent})" in said.getvalue():
                return None
            raise CommandFailed(f"aws {' '.join(arguments)}: {said.getvalue().strip()}")
        return json.loads(printed.getvalue()) if printed.getvalue().strip() else None
