module todo-stack/judge

go 1.24
