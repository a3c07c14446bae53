# columns 160
check "GPL-2.0-only WITH Classpath-exception-2.0 AND Foo-1.0" --format table
