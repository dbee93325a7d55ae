# Builds Ferry when it must. Sourced by `ferry`; uses root, built, stamp, java_home and say.

advise_java() {
  say '  Debian, Ubuntu: apt-get install openjdk-21-jdk maven    openEuler, Kylin, RHEL: dnf install java-21-openjdk-devel maven' \
    '  Debian、Ubuntu：apt-get install openjdk-21-jdk maven    openEuler、麒麟、RHEL：dnf install java-21-openjdk-devel maven'
  say '  where the distribution has no JDK 21: unpack any JDK 21 or newer and set JAVA_HOME to its folder' \
    '  发行版没有 JDK 21 时：解压任一 21 或更新的 JDK，并把 JAVA_HOME 设为其目录'
}

# Whether the build is newer than every source of what it holds.
up_to_date() {
  [ -f "$stamp" ] && [ -f "$built/ferry.jar" ] || return 1
  newer=$(find "$root/pom.xml" "$root"/model "$root"/store "$root"/python "$root"/oci "$root"/scan \
    "$root"/bundle "$root"/image "$root"/delta "$root"/carry "$root"/cli \( -name target -o -name test \) -prune -o -newer "$stamp" \
    \( -type f -o -path '*/src/main/*' \) -print 2>/dev/null | sed -n 1p)
  [ -z "$newer" ] && return 0
  # An installation that cannot be written is used as it is.
  [ ! -w "$built" ]
}

# Only one process builds; others wait and then find the build done.
build() {
  mkdir -p "$built" 2>/dev/null && [ -w "$built" ] || {
    say "must be built once, but cannot write $built" "需要先构建一次，但无法写入 $built"
    return 1
  }
  lock=$built/ferry.lock
  waited=0
  while ! mkdir "$lock" 2>/dev/null; do
    holder=$(cat "$lock/pid" 2>/dev/null) || holder=
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$lock"
      continue
    fi
    [ "$waited" -eq 0 ] && say 'another process is building, waiting' '另一个进程正在构建，等待中'
    waited=$((waited + 1))
    # A lock without a holder is left by a kill between two lines.
    [ -z "$holder" ] && [ "$waited" -gt 10 ] && rm -rf "$lock"
    sleep 1
  done
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  echo $$ > "$lock/pid"
  result=0
  up_to_date || run_maven || result=1
  rm -rf "$lock"
  trap - EXIT INT TERM HUP
  return "$result"
}

# Tells each module that Maven begins with: [3/7] python.
tell_modules() {
  while IFS= read -r line; do
    case $line in
      '[INFO] Building ferry-'*']')
        module=${line#*ferry-}
        say "  [${line##*[} ${module%% *}" "  [${line##*[} ${module%% *}"
        ;;
    esac
  done
}

run_maven() {
  command -v mvn >/dev/null 2>&1 || {
    say 'needs Maven 3.6.3 or newer to build itself, found no `mvn`' '构建需要 Maven 3.6.3 或更新版本，没有找到 `mvn`'
    advise_java
    return 1
  }
  say "building itself with Maven, once; two minutes, more where Maven must download (log: $built/build.log)" \
    "正在用 Maven 构建自身，仅此一次，约两分钟，需要下载时更久（日志：$built/build.log）"
  # What changes while Maven runs is newer than this mark and built the next time.
  : > "$built/ferry.started"
  # The compiler's checks are for those who change Ferry: ./check has them.
  {
    JAVA_HOME=$java_home mvn -B -f "$root/pom.xml" -pl cli -am -Dmaven.test.skip=true \
      -Dferry.unchecked package 2>&1 </dev/null
    echo $? > "$built/build.exit"
  } | tee "$built/build.log" | tell_modules
  [ "$(cat "$built/build.exit")" = 0 ] || {
    say 'the build failed:' '构建失败：'
    grep -E '^\[(ERROR|WARNING)\]' "$built/build.log" | head -n 20 >&2
    say "  the whole log is in $built/build.log; a first build needs a Maven repository in reach" \
      "  完整日志见 $built/build.log；首次构建需要能访问 Maven 仓库"
    return 1
  }
  rm -f "$built"/startup-*
  mv -f "$built/ferry.started" "$stamp"
}
