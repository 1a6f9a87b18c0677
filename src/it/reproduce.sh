#!/bin/sh
# reproduce.sh FOLDER: builds this commit once more, in a clean clone in FOLDER and by another patch of JDK 17 where one can be
# had, and compares each jar and the zip with those in target, made by: mvn -Pdist package
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
sh "$here/src/it/old-javas.sh" "$1/javas" 17
rm -rf "$1/clone"
git clone -q "$here" "$1/clone"
cd "$1/clone"
if [ -e ../javas/17 ]; then
  JAVA_HOME=$(cd ../javas/17 && pwd -P)
  export JAVA_HOME
  "$JAVA_HOME/bin/java" -version 2>&1 | head -n 1
else
  echo "by the same JDK: $(cat ../javas/missing)"
fi
mvn -B -ntp -q -Pdist package
cd target
for file in erp-connector-auth-*.jar erp-connector-auth-*.zip; do
  cmp "$file" "$here/target/$file"
  echo "the same bytes: $file"
done
