"""run.py values | schema | many COUNT FOLDER"""

import json
import sys
from pathlib import Path

import yaml

from model import Environment, Values

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
command, *arguments = sys.argv[1:]


def as_yaml(environment: Environment) -> str:
    return yaml.dump(environment.values().model_dump(exclude_none=True), Dumper=Dumper, sort_keys=False)


if command == "values":
    from staging import staging

    print(as_yaml(staging))
elif command == "schema":
    print(json.dumps(Values.model_json_schema()))
else:
    count, folder = int(arguments[0]), Path(arguments[1])
    folder.mkdir(exist_ok=True)
    for index in range(count):
        name = f"env-{index}"
        size = ("small", "medium", "large")[index % 3]
        environment = Environment(name=name, size=size, host=f"{name}.example.com", tag=f"1.{index}")
        (folder / f"{name}.yaml").write_text(as_yaml(environment), encoding="utf-8")
