#!/usr/bin/env bash
# javac and javadoc do not read the sources of a patched module in the -encoding that they are told, if they are also told a --release.
#
# Package:   javac and javadoc of JDK 17.0.15 and 25.0.3; needs java, javac, javadoc, jar. JAVA_HOME chooses the JDK
# Guess:     -encoding holds for each source file, whichever way it is found.
# Behaviour: files that are found through --patch-module are read in the encoding of the platform if --release is there. Without
#            --release, and for files on the command line or in -sourcepath, -encoding holds. maven-javadoc-plugin calls javadoc in
#            this way for each project with an Automatic-Module-Name and a release.
# Seen:      javac: a string constant "café" of a source in ISO-8859-1 has U+FFFD in the class; javadoc: a page with three characters
#            for one of UTF-8, where the platform's encoding is ASCII
# So:        javadoc is run with -J-Dfile.encoding. Else a Javadoc jar depends on the language of the machine.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
if [ -n "${JAVA_HOME:-}" ]; then PATH=$JAVA_HOME/bin:$PATH; fi
mkdir -p source/q classes
printf 'package q;\n/** X. */\npublic class X {\n  /** A word. */\n  public static final String WORD = "word";\n}\n' > source/q/X.java
javac -d classes source/q/X.java
printf 'Automatic-Module-Name: a.b\n' > manifest
jar cfm m.jar manifest -C classes .

# A constant of a class that another class needs.
printf 'package q;\npublic class X {\n  public static final String WORD = "caf\351";\n}\n' > source/q/X.java
printf 'package q;\nclass Y {\n  X x;\n}\n' > Y.java
compile() {
  rm -rf out
  javac -encoding ISO-8859-1 "$@" -implicit:class -d out Y.java > javac.log 2>&1 || true
  if [ ! -f out/q/X.class ]; then echo "no class"; elif LC_ALL=C grep -qa $'caf\303\251' out/q/X.class; then echo "é"; elif LC_ALL=C grep -qa $'caf\357\277\275' out/q/X.class; then echo "U+FFFD"; else echo "other"; fi
}
module=(--module-path m.jar --add-modules a.b --patch-module a.b=source:.)
{
  echo "javac, in the module: $(LC_ALL=C.UTF-8 compile "${module[@]}")"
  echo "javac, in the module, with a release: $(LC_ALL=C.UTF-8 compile "${module[@]}" --release 17)"
  echo "javac, with a release: $(LC_ALL=C.UTF-8 compile -sourcepath source --release 17)"
} | tee seen

# A page of a source in UTF-8, where the platform has ASCII.
printf 'package q;\n/** X. */\npublic class X {\n  /** Caf\303\251. */\n  public static final String WORD = "word";\n}\n' > source/q/X.java
page() {
  rm -rf out
  LC_ALL=C javadoc -J-Dfile.encoding=US-ASCII -encoding UTF-8 -docencoding UTF-8 -quiet -d out "$@" q > javadoc.log 2>&1
  if grep -rqa 'Café' out; then echo "é"; else echo "other"; fi
}
module=(--module-path m.jar --add-modules ALL-MODULE-PATH --patch-module a.b=source)
{
  echo "javadoc, in the module: $(page "${module[@]}")"
  echo "javadoc, in the module, with a release: $(page "${module[@]}" --release 17)"
  echo "javadoc, with a release: $(page -sourcepath source --release 17)"
} | tee -a seen
cmp - seen <<'END'
javac, in the module: é
javac, in the module, with a release: U+FFFD
javac, with a release: é
javadoc, in the module: é
javadoc, in the module, with a release: other
javadoc, with a release: é
END
