#!/bin/sh
# old-javas.sh FOLDER: fetches a Java 8 and a Java 11 from Debian into FOLDER/8 and FOLDER/11, for the tests of the bundles.
# old-javas.sh FOLDER 17: an older patch of JDK 17 into FOLDER/17, to see whether it makes the same bytes.
# Debian has them in other suites than a machine's own. Nothing outside of the folder changes, and nobody has to be root.
# Where they cannot be had, FOLDER/missing says why; the tests then show it as the reason why they are skipped.
set -eu
mkdir -p "$1" && cd "$1"
folder=$PWD
[ ! -e "${2:-8}/release" ] || [ ! -e "${2:-11}/release" ] || exit 0

missing() {
  echo "$1" | tee missing
  exit 0
}

command -v apt-get > /dev/null && command -v dpkg > /dev/null || missing "no Debian: old Javas are fetched by apt-get"
[ "$(dpkg --print-architecture)" = amd64 ] || missing "old Javas are fetched for amd64 alone"

# The machine's own source, with other suites; in either of the two forms that apt knows.
mkdir -p sources lists/partial cache/archives/partial
cat /etc/apt/sources.list.d/*.sources 2> /dev/null | awk 'BEGIN { RS = ""; ORS = "\n\n" } /-updates/' |
  sed 's/^Suites:.*/Suites: sid bullseye/' > sources/old.sources
cat /etc/apt/sources.list 2> /dev/null | awk '$1 == "deb" && /-updates/ { print "deb", $2, "sid main"; print "deb", $2, "bullseye main" }' \
  > sources/old.list
[ -s sources/old.sources ] || [ -s sources/old.list ] || missing "no source of Debian's packages in /etc/apt"
apt() {
  apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$folder/sources" -o Dir::State::Lists="$folder/lists" \
    -o Dir::Cache="$folder/cache" -o Debug::NoLocking=1 -o APT::Sandbox::User="" "$@" > apt.log 2>&1
}
packages="openjdk-11-jre-headless/bullseye openjdk-8-jre-headless/sid libc6/sid libstdc++6/sid libgcc-s1/sid zlib1g/sid"
[ "${2:-}" != 17 ] || packages="openjdk-17-jdk-headless/bullseye openjdk-17-jre-headless/bullseye"
# shellcheck disable=SC2086
apt update && apt download $packages || missing "apt-get cannot fetch them: $(tail -n 1 apt.log)"
rm -rf lists cache

# Links from one package into another lead to the machine's own files.
links() {
  find "$1" -type l -lname '/*' | while read -r link; do
    target=$folder/$1$(readlink "$link")
    [ ! -e "$target" ] || ln -sfn "$target" "$link"
  done
}

if [ "${2:-}" = 17 ]; then
  for package in openjdk-17-*.deb; do dpkg -x "$package" root17; done
  links root17
  ln -sfn "$folder/root17/usr/lib/jvm/java-17-openjdk-amd64" 17
  rm -f ./*.deb missing
  exit 0
fi

# Java 8 comes with the C library that it was built for.
mkdir -p root8 root11
for package in openjdk-11-*.deb; do dpkg -x "$package" root11; done
for package in openjdk-8-*.deb lib*.deb zlib*.deb; do dpkg -x "$package" root8; done
rm -f ./*.deb
links root8
links root11

# Its launcher finds Java beside the program that runs, and that is the loader of its own C library.
jvm=$folder/root8/usr/lib/jvm/java-8-openjdk-amd64
libraries=$folder/root8/usr/lib/x86_64-linux-gnu
mv "$jvm/jre/bin/java" "$jvm/jre/bin/launcher"
cp "$libraries/ld-linux-x86-64.so.2" "$jvm/jre/bin/java"
rm -f "$jvm/bin/java"
cat > "$jvm/bin/java" << END
#!/bin/sh
exec "$jvm/jre/bin/java" --library-path "$libraries:$jvm/jre/lib/amd64/jli:$jvm/jre/lib/amd64" "$jvm/jre/bin/launcher" "\$@"
END
chmod +x "$jvm/bin/java"
ln -sfn "$jvm" 8
ln -sfn "$folder/root11/usr/lib/jvm/java-11-openjdk-amd64" 11
for java in 8 11; do
  version=$("$java/bin/java" -version 2>&1 | sed -n 's/.*version "\(.*\)".*/\1/p')
  [ -n "$version" ] || missing "Java $java does not run here"
  echo "JAVA_VERSION=\"$version\"" > "$java/release"
done
rm -f missing
