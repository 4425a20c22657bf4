"""KCL from Python, the one of its clients that PyPI has: run.py FILE [COUNT] prints the program's YAML."""

import sys

from kcl_lib import api

arguments = [api.Argument(name="count", value=count) for count in sys.argv[2:]]
program = api.ExecProgramArgs(work_dir=".", k_filename_list=[sys.argv[1]], args=arguments)
result = api.API().exec_program(program)
if result.err_message:
    sys.exit(result.err_message)
print(result.yaml_result)
