module example.org/examples

go 1.26.0
