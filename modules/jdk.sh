# Sourced by the scripts: finds a JDK 25. Starts no process, since some commands take 0.3 s in all.

# Whether Java 25 with the tool $2 (java, javac) lies in the folder $1. A JDK tells its version in a file.
is_25() {
  local line
  [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in 'JAVA_VERSION="25'[.\"-+]*) return 0 ;; esac
  done <"$1/release"
  return 1
}

# Sets $java_home to where the java that is first on the path lies.
java_on_path() {
  local java target
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=${java%/*}/$target ;;
    esac
  done
  java_home=${java%/bin/java}
}

# Sets $java_home to a Java 25 that has the tool $1. If there is none: false, and $no_java says why.
find_java() {
  if [ -n "${SKEIN_JAVA_HOME:-}" ]; then
    java_home=$SKEIN_JAVA_HOME
    no_java="SKEIN_JAVA_HOME=$SKEIN_JAVA_HOME is no JDK 25"
    is_25 "$java_home" "$1"
    return
  fi
  for java_home in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JDK_25:-}" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/*jdk*25* /opt/java/openjdk \
    "${HOME:-}"/.sdkman/candidates/java/25* "${HOME:-}"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$java_home" ] && is_25 "$java_home" "$1" && return
  done
  no_java='needs a JDK 25, and found none; get one from https://adoptium.net/temurin/releases?version=25
  or by "sdk install java 25-tem", then try again; SKEIN_JAVA_HOME names one that lies elsewhere'
  java_on_path && is_25 "$java_home" "$1"
}
