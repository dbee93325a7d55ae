# How the JVM is started. Sourced by `ferry`; uses built, java_home and say.

# Short commands and locks end before a second compiler pays. The others hash and inflate: only the
# second compiler has the SHA-256 and AES instructions of the processor.
short_options='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m'
lock_options='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m'
# It is asked later than usual, except by loops: else it takes a quarter of the time of a pack.
long_options='-XX:+UseSerialGC -Xmx256m -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=3000 -XX:Tier4CompileThreshold=60000'
# An image is compressed and hashed for seconds, several layers at once.
image_options='-XX:+UseSerialGC -Xmx512m -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=3000 -XX:Tier4CompileThreshold=60000'
# Deltas are made from whole libraries: much heap, and what is mapped beside it stays below 1.5 GiB.
carry_options='-XX:+UseSerialGC -Xmx780m -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=3000 -XX:Tier4CompileThreshold=60000'
common_options='-XX:-UsePerfData -Xlog:disable -Xlog:all=off'

# choose_options ARGUMENTS: sets options and kind by the first word that is a command.
choose_options() {
  kind=short
  for word in "$@"; do
    case $word in
      lock) kind=lock ;;
      pack | install | verify | diff | import | inventory | fsck | gc) kind=long ;;
      export) kind=carry ;;
      image | base) kind=image ;;
      target | probe | show | cache | completion | help) kind=short ;;
      *) continue ;;
    esac
    break
  done
  case $kind in
    short) options="$common_options $short_options" ;;
    lock) options="$common_options $lock_options" ;;
    image) options="$common_options $image_options" ;;
    carry) options="$common_options $carry_options" ;;
    *) options="$common_options $long_options" ;;
  esac
}

# Sets cache_option to the start-up cache of this JVM and this build, which is made where it is
# missing. Whatever goes wrong, Ferry starts without one.
startup_cache() {
  cache_option=
  startup_kind=${FERRY_STARTUP_CACHE:-}
  if [ -z "$startup_kind" ]; then
    startup_kind=cds
    [ "$(java_feature "$java_home")" -ge 25 ] && startup_kind=aot
  fi
  case $startup_kind in aot | cds) ;; *) return 0 ;; esac
  cache_file=$built/startup-$(jvm_id).$startup_kind
  [ -f "$cache_file" ] || make_startup_cache
  # An empty file says that making one failed with this JVM.
  [ -s "$cache_file" ] || return 0
  case $startup_kind in
    aot) cache_option=-XX:AOTCache=$cache_file ;;
    cds) cache_option=-XX:SharedArchiveFile=$cache_file ;;
  esac
}

# A name for this very JVM: another version in the same folder gets another cache.
jvm_id() {
  { printf '%s\n' "$java_home"; cat "$java_home/release" 2>/dev/null; } | cksum | sed 's/ .*//'
}

make_startup_cache() {
  [ -w "$built" ] || return 0
  say 'preparing a start-up cache for this Java, once, by resolving two packages from the index (up to half a minute)' \
    '正在为此 Java 准备启动缓存，仅此一次：会从索引解析两个软件包（至多半分钟）'
  new_cache=$cache_file.$$
  case $startup_kind in
    aot) training=-XX:AOTCacheOutput=$new_cache ;;
    cds) training=-XX:ArchiveClassesAtExit=$new_cache ;;
  esac
  scratch=$built/training.$$
  mkdir -p "$scratch"
  # The class path is the jar alone, as with -jar: another one would make the cache useless.
  # shellcheck disable=SC2086
  "$java_home/bin/java" $common_options $long_options "$training" "-Dferry.machine=$built/machine" \
    "-Djava.io.tmpdir=$scratch" -cp "$built/ferry.jar" dev.ferry.cli.Training >/dev/null 2>&1 </dev/null
  rm -rf "$scratch"
  [ -s "$new_cache" ] || : > "$new_cache"
  mv -f "$new_cache" "$cache_file"
  rm -f "$new_cache".*
}
