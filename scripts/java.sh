# Finds a JDK. Sourced by `ferry` and `check`; sets nothing but what its functions say.

# java_feature HOME: prints the feature number (21, 25) of the JDK there, nothing if there is none.
# The file `release` is read with the shell alone, because asking the JVM costs 50 ms.
java_feature() {
  [ -x "$1/bin/java" ] || return 0
  java_release=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r java_key java_value; do
      [ "$java_key" = JAVA_VERSION ] && java_release=$java_value
    done < "$1/release"
  fi
  if [ -z "$java_release" ]; then
    java_release=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  java_release=${java_release#\"}
  java_release=${java_release%%[!0-9]*}
  [ -z "$java_release" ] || printf '%s\n' "$java_release"
}

# java_fits HOME: whether there is a whole JDK (with a compiler) of version 21 or newer.
java_fits() {
  [ -x "$1/bin/javac" ] || return 1
  java_number=$(java_feature "$1")
  [ "${java_number:-0}" -ge 21 ]
}

# find_java: sets java_home to a JDK 21 or newer: JAVA_HOME, then PATH, then the usual folders.
find_java() {
  java_home=${JAVA_HOME:-}
  [ -n "$java_home" ] && java_fits "$java_home" && return 0
  java_program=$(command -v javac 2>/dev/null) || java_program=
  if [ -n "$java_program" ]; then
    java_program=$(readlink -f "$java_program" 2>/dev/null) || java_program=
    java_home=${java_program%/bin/javac}
    [ -n "$java_home" ] && java_fits "$java_home" && return 0
  fi
  for java_home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/jdk* \
    /opt/jdk* /opt/java/* /opt/*jdk* /opt/*temurin* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    java_fits "$java_home" && return 0
  done
  java_home=
  return 1
}
