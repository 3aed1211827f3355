module github.com/streamlint/streamlint/test/oracle

go 1.26.0
