#!/usr/bin/env bash
# Runs every block of docs/builds.md that is marked to be run, in one folder and in order. A program that a
# block runs prints 22.
set -euo pipefail
page=$PWD/../../../../docs/builds.md
export PATH=$JAVA_HOME/bin:$PATH

mkdir -p target/work
cp "$1" target/work/weft-runtime.jar
cp "$2" target/work/weft-processor.jar
cp "$3" target/work/ecj.jar
cp Shop.java target/work/
cd target/work

awk '
  /^<!-- run -->$/ { marked = 1; next }
  marked && /^```sh$/ { inside = 1; marked = 0; n++; next }
  /^```$/ { inside = 0 }
  inside { print > ("block" n ".sh") }
' "$page"

blocks=0
for block in $(ls block*.sh | sort -V); do
  echo "--- $block"
  cat "$block"
  output=$(bash -euo pipefail "$block")
  echo "$output"
  if grep -qE '^java .* Shop(\.java)?$|shop/shop|^jshell' "$block" && [[ $output != *22 ]]; then
    echo "22 expected" >&2
    exit 1
  fi
  blocks=$((blocks + 1))
done
((blocks > 0))
