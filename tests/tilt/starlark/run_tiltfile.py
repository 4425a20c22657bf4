"""Evaluates the Tiltfile without Tilt: python run_tiltfile.py ROOT SCENARIO

SCENARIO is JSON: {"context": str, "mode": str, "environ": {str: str}}. Prints {"calls": [[name, args, kwargs]], "error": str | null}: what the Tiltfile asked of
Tilt, in order.
"""

import json
import os.path
import sys
from pathlib import Path

import starlark

RECORDED = """
    allow_k8s_contexts ci_settings docker_build fall_back_on http_get_action k8s_custom_deploy k8s_resource link
    local_resource port_forward probe run sync
""".split()

PRELUDE = """
def _recorder(name):
    return lambda *args, **kwargs: _record(name, list(args), kwargs)

def read_json(path, default=None):
    return _read_json(path, default)

os = struct(
    name='posix',
    environ=_scenario()['environ'],
    path=struct(exists=_exists, join=lambda *parts: '/'.join(parts), basename=_basename))
config = struct(
    main_dir=_root(),
    define_string=_recorder('config.define_string'),
    define_string_list=_recorder('config.define_string_list'),
    parse=lambda: {'mode': _scenario()['mode']} if _scenario()['mode'] else {},
    set_enabled_resources=_recorder('config.set_enabled_resources'))
v1alpha1 = struct(
    cmd=_recorder('v1alpha1.cmd'),
    start_on_spec=_recorder('v1alpha1.start_on_spec'),
    ui_button=_recorder('v1alpha1.ui_button'),
    ui_component_location=_recorder('v1alpha1.ui_component_location'))
""" + "".join(f"{name} = _recorder('{name}')\n" for name in RECORDED)


class Evaluation:
    def __init__(self, root: Path, scenario: dict) -> None:
        self.root = root
        self.calls: list[list] = []
        self.dialect = starlark.Dialect.extended()
        self.globals = starlark.Globals.extended_by([starlark.LibraryExtension.StructType])
        self.builtins = {
            "_basename": os.path.basename,
            "_exists": os.path.exists,
            "_read_json": self.read_json,
            "_record": self.record,
            "_root": lambda: str(root),
            "_scenario": lambda: scenario,
            "encode_json": json.dumps,
            "k8s_context": lambda: scenario["context"],
        }

    def record(self, name: str, args: list, kwargs: dict) -> dict:
        self.calls.append([name, args, kwargs])
        return {"call": name, "args": args, "kwargs": kwargs}

    def read_json(self, path: str, default: object) -> object:
        file = self.root / path
        return json.loads(file.read_text()) if file.exists() else default

    def load(self, path: str) -> starlark.FrozenModule:
        return self.run(path).freeze()

    def run(self, path: str) -> starlark.Module:
        module = starlark.Module()
        for name, function in self.builtins.items():
            module.add_callable(name, function)
        starlark.eval(module, starlark.parse("prelude", PRELUDE, self.dialect), self.globals)
        source = starlark.parse(path, (self.root / path).read_text(), self.dialect)
        # As Tilt has it: from the folder of the file that loads.
        folder = Path(path).parent
        starlark.eval(module, source, self.globals, starlark.FileLoader(lambda file: self.load(str(folder / file))))
        return module


def main() -> None:
    evaluation = Evaluation(Path(sys.argv[1]), json.loads(sys.argv[2]))
    error = None
    try:
        evaluation.run("Tiltfile")
    except starlark.StarlarkError as failure:
        error = str(failure)
    print(json.dumps({"calls": evaluation.calls, "error": error}))


main()
