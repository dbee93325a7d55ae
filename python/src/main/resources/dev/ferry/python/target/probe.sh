#!/bin/sh
# Measures this machine for Ferry and prints one JSON document. Fields: docs/formats/target.md.
#   sh probe.sh > probe.json
# Needs nothing but a POSIX shell (dash, bash, busybox); what a missing tool would have said is
# null. Writes to standard output only: no file, no temporary file (hence no here-documents).
set -u
unset CDPATH
LC_ALL=C
PATH=${PATH:-/usr/bin:/bin}:/usr/sbin:/sbin
export LC_ALL PATH

have() { command -v "$1" >/dev/null 2>&1; }

# limited SECONDS COMMAND...: its standard output, for at most so long.
if have timeout && timeout -s KILL 1 true 2>/dev/null; then
  limited() {
    limit=$1
    shift
    timeout -s KILL "$limit" "$@" 2>/dev/null </dev/null
  }
else
  limited() (
    limit=$1
    shift
    "$@" 2>/dev/null </dev/null &
    task=$!
    (
      while [ "$limit" -gt 0 ] && kill -0 "$task"; do
        sleep 1
        limit=$((limit - 1))
      done
      kill -9 "$task"
    ) >/dev/null 2>&1 </dev/null &
    wait "$task" 2>/dev/null
  )
fi

# ---- JSON ----------------------------------------------------------------------------------

# next_byte: takes the first byte off `rest` and puts its number into `byte`.
next_byte() {
  first=${rest%"${rest#?}"}
  rest=${rest#?}
  byte=$(printf '%d' "'$first") || byte=63
  [ "$byte" -ge 0 ] || byte=$((byte + 256))
}

# more_bytes COUNT: adds that many continuation bytes of UTF-8 to `code`, or fails.
more_bytes() {
  count=$1
  while [ "$count" -gt 0 ]; do
    [ -n "$rest" ] || return 1
    before=$rest
    next_byte
    if [ "$byte" -lt 128 ] || [ "$byte" -gt 191 ]; then
      rest=$before
      return 1
    fi
    code=$((code * 64 + byte - 128))
    count=$((count - 1))
  done
}

# code_point: reads one character off `rest` into `code`; bytes that are no UTF-8 become U+FFFD.
code_point() {
  next_byte
  code=$byte
  if [ "$byte" -lt 128 ]; then
    return 0
  elif [ "$byte" -ge 194 ] && [ "$byte" -le 223 ]; then
    code=$((byte - 192)) && more_bytes 1 && return 0
  elif [ "$byte" -ge 224 ] && [ "$byte" -le 239 ]; then
    code=$((byte - 224)) && more_bytes 2 && [ "$code" -ge 2048 ] \
      && { [ "$code" -lt 55296 ] || [ "$code" -gt 57343 ]; } && return 0
  elif [ "$byte" -ge 240 ] && [ "$byte" -le 244 ]; then
    code=$((byte - 240)) && more_bytes 3 && [ "$code" -ge 65536 ] && [ "$code" -le 1114111 ] \
      && return 0
  fi
  code=65533
}

# text VALUE: a JSON string in ASCII, or null for nothing. At most 4096 bytes are looked at.
text() {
  case $1 in
    '') printf null ;;
    *[!A-Za-z0-9\ ._:/+,=@\(\)-]*) slow_text "$1" ;;
    *) printf '"%s"' "$1" ;;
  esac
}

slow_text() {
  rest=$1
  length=0
  printf '"'
  while [ -n "$rest" ] && [ "$length" -lt 4096 ]; do
    code_point
    length=$((length + 1))
    if [ "$code" -eq 34 ] || [ "$code" -eq 92 ]; then
      printf '\\%s' "$first"
    elif [ "$code" -ge 32 ] && [ "$code" -lt 127 ]; then
      printf '%s' "$first"
    elif [ "$code" -lt 65536 ]; then
      printf '\\u%04x' "$code"
    else
      printf '\\u%04x\\u%04x' $((55296 + (code - 65536) / 1024)) $((56320 + (code - 65536) % 1024))
    fi
  done
  printf '"'
}

# number VALUE: a JSON number, or null for anything but up to 18 digits.
number() {
  case $1 in
    '' | *[!0-9]* | ???????????????????*) printf null ;;
    0) printf 0 ;;
    0*) number "${1#0}" ;;
    *) printf '%s' "$1" ;;
  esac
}

# words LIST: a JSON array of the words of a list.
words() {
  separator=
  printf '['
  set -f
  for word in $1; do
    printf '%s' "$separator"
    text "$word"
    separator=', '
  done
  set +f
  printf ']'
}

# ---- small readers -------------------------------------------------------------------------

# first_line FILE
first_line() {
  [ -r "$1" ] || return 1
  IFS= read -r line < "$1" 2>/dev/null || [ -n "${line:-}" ] || return 1
  printf '%s' "$line"
}

# value_of KEY SEPARATOR FILE: what follows the separator in the first line that begins with the
# key, with nothing or space between them.
value_of() {
  [ -r "$3" ] || return 1
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      "$1$2"* | "$1 "*"$2"* | "$1	"*"$2"*)
        value=${line#*"$2"}
        while :; do
          case $value in
            ' '* | '	'*) value=${value#?} ;;
            *) break ;;
          esac
        done
        printf '%s' "$value"
        return 0
        ;;
    esac
  done < "$3"
  return 1
}

# unquoted VALUE: a value of os-release without its quotes and backslashes.
unquoted() {
  case $1 in
    \"*\")
      inside=${1#?}
      inside=${inside%?}
      plain=
      while :; do
        case $inside in
          *\\*)
            plain=$plain${inside%%\\*}
            inside=${inside#*\\}
            plain=$plain${inside%"${inside#?}"}
            inside=${inside#?}
            ;;
          *) break ;;
        esac
      done
      printf '%s' "$plain$inside"
      ;;
    \'*\')
      inside=${1#?}
      printf '%s' "${inside%?}"
      ;;
    *) printf '%s' "$1" ;;
  esac
}

# first_of TEXT: its first line.
first_of() {
  printf '%s' "${1%%
*}"
}

# version_word TEXT: the first word that is digits and dots with a dot between digits.
version_word() {
  set -f
  for word in $1; do
    word=${word#v}
    word=${word%,}
    case $word in
      *[!0-9.]* | .* | *. | *..*) ;;
      *.*)
        printf '%s' "$word"
        break
        ;;
    esac
  done
  set +f
}

# newer A B: whether the dotted number A is greater than B.
newer() {
  a=$1.
  b=$2.
  while [ -n "$a" ] || [ -n "$b" ]; do
    a_part=${a%%.*}
    b_part=${b%%.*}
    a=${a#*.}
    b=${b#*.}
    [ "${a_part:-0}" -gt "${b_part:-0}" ] && return 0
    [ "${a_part:-0}" -lt "${b_part:-0}" ] && return 1
  done
  return 1
}

# ---- the machine ---------------------------------------------------------------------------

os_release_file=/etc/os-release
[ -r "$os_release_file" ] || os_release_file=/usr/lib/os-release

os_release() {
  unquoted "$(value_of "$1" = "$os_release_file")"
}

print_system() {
  system=$(uname -s 2>/dev/null) || system=
  [ "$system" != Linux ] || system=linux
  printf '  "os": %s,\n' "$(text "$system")"
  printf '  "machine": %s,\n' "$(text "$(uname -m 2>/dev/null)")"
  printf '  "kernel": {"release": %s, "version": %s},\n' \
    "$(text "$(uname -r 2>/dev/null)")" "$(text "$(uname -v 2>/dev/null)")"
  printf '  "os_release": {"id": %s, "id_like": %s, "version_id": %s, "pretty_name": %s},\n' \
    "$(text "$(os_release ID)")" "$(text "$(os_release ID_LIKE)")" \
    "$(text "$(os_release VERSION_ID)")" "$(text "$(os_release PRETTY_NAME)")"
}

page_size() {
  size=$(getconf PAGESIZE 2>/dev/null) || size=
  if [ -z "$size" ]; then
    size=$(value_of KernelPageSize : /proc/self/smaps) || size=
    size=${size%% *}
    size=${size:+$((size * 1024))}
  fi
  number "$size"
}

print_processor() {
  flags=$(value_of flags : /proc/cpuinfo) || flags=$(value_of Features : /proc/cpuinfo) \
    || flags=$(value_of isa : /proc/cpuinfo) || flags=
  model=$(value_of 'model name' : /proc/cpuinfo) || model=$(value_of 'Model Name' : /proc/cpuinfo) \
    || model=
  cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || cores=$(nproc 2>/dev/null) || cores=
  printf '  "cpu": {"model": %s, "count": %s, "flags": %s},\n' \
    "$(text "$model")" "$(number "$cores")" "$(words "$flags")"
}

print_memory() {
  total=$(value_of MemTotal : /proc/meminfo) || total=
  available=$(value_of MemAvailable : /proc/meminfo) || available=
  printf '  "memory": {"total_kib": %s, "available_kib": %s},\n' \
    "$(number "${total%% *}")" "$(number "${available%% *}")"
}

# The free space where environments tend to go. A network folder may hang.
print_disks() {
  separator=
  printf '  "disks": ['
  for folder in . "${HOME:-/}" /opt /tmp; do
    [ -d "$folder" ] || continue
    folder=$(cd "$folder" 2>/dev/null && pwd -P) || continue
    report=$(limited 5 df -kP "$folder") || continue
    # shellcheck disable=SC2086
    set -- ${report##*
}
    [ $# -ge 5 ] || continue
    printf '%s{"path": %s, "free_kib": %s}' "$separator" "$(text "$folder")" "$(number "$4")"
    separator=', '
  done
  printf '],\n'
}

# ---- libraries -----------------------------------------------------------------------------

# libc: prints `glibc 2.31` or `musl 1.2`, by the first of five ways that answers.
libc() {
  answer=$(getconf GNU_LIBC_VERSION 2>/dev/null)
  case $answer in 'glibc '[0-9]*) printf '%s' "$answer"; return 0 ;; esac
  for loader in /lib/ld-musl-*.so.1 /usr/lib/ld-musl-*.so.1; do
    [ -x "$loader" ] || continue
    answer=$("$loader" 2>&1 </dev/null)
    case $answer in
      *Version\ [0-9]*) printf 'musl %s' "$(version_word "${answer#*Version }")"; return 0 ;;
    esac
  done
  for library in /lib64/libc.so.6 /lib/*-linux-gnu*/libc.so.6 /usr/lib64/libc.so.6 /lib/libc.so.6; do
    [ -x "$library" ] || continue
    answer=$(limited 5 "$library")
    case $answer in
      *'release version '[0-9]*)
        answer=${answer#*release version }
        answer=${answer%%[!0-9.]*}
        printf 'glibc %s' "${answer%.}"
        return 0
        ;;
    esac
  done
  answer=$(ldd --version 2>&1 </dev/null)
  case $answer in
    *musl*Version\ [0-9]*) printf 'musl %s' "$(version_word "${answer#*Version }")" ;;
    *GLIBC* | *'GNU libc'*)
      answer=$(first_of "$answer")
      printf 'glibc %s' "${answer##* }"
      ;;
  esac
}

print_libc() {
  measured=$(libc)
  case $measured in
    '') printf '  "libc": null,\n' ;;
    *) printf '  "libc": {"family": %s, "version": %s},\n' \
      "$(text "${measured%% *}")" "$(text "${measured#* }")" ;;
  esac
}

# find_libstdcxx: the libstdc++ that the loader of this machine's own architecture takes.
find_libstdcxx() {
  bits=$(getconf LONG_BIT 2>/dev/null) || bits=64
  listed=$(limited 5 ldconfig -p) || listed=
  while [ -n "$listed" ]; do
    entry=$(first_of "$listed")
    case $listed in *"
"*) listed=${listed#*
} ;; *) listed= ;; esac
    case $entry in
      *libstdc++.so.6\ \(*64*\)*'=> '*) ;;
      *libstdc++.so.6\ \(*'=> '*) [ "$bits" = 64 ] && continue ;;
      *) continue ;;
    esac
    [ -r "${entry##*=> }" ] || continue
    printf '%s' "${entry##*=> }"
    return 0
  done
  for library in /usr/lib64/libstdc++.so.6 /lib64/libstdc++.so.6 \
    "/usr/lib/$(uname -m)-linux-gnu/libstdc++.so.6" /usr/lib/*-linux-gnu*/libstdc++.so.6 \
    /usr/lib/libstdc++.so.6 /usr/local/lib64/libstdc++.so.6; do
    [ -r "$library" ] || continue
    printf '%s' "$library"
    return 0
  done
  return 1
}

# highest PREFIX LINES: the greatest dotted number behind the prefix.
highest() {
  greatest=
  for entry in $2; do
    case $entry in
      "$1"[0-9]*)
        entry=${entry#"$1"}
        case $entry in *[!0-9.]* | *..* | *.) continue ;; esac
        if [ -z "$greatest" ] || newer "$entry" "$greatest"; then greatest=$entry; fi
        ;;
    esac
  done
  printf '%s' "$greatest"
}

print_libstdcxx() {
  library=$(find_libstdcxx) || library=
  if [ -z "$library" ]; then
    printf '  "libstdcxx": null,\n'
    return
  fi
  # The names of symbol versions stand in the file between bytes that are no such characters.
  names=$(tr -cs 'A-Z0-9_.' '\n' < "$library" 2>/dev/null | grep -E '^(GLIBCXX|CXXABI)_[0-9.]+$') || names=
  printf '  "libstdcxx": {"path": %s, "glibcxx": %s, "cxxabi": %s},\n' "$(text "$library")" \
    "$(text "$(highest GLIBCXX_ "$names")")" "$(text "$(highest CXXABI_ "$names")")"
}

# ---- Pythons -------------------------------------------------------------------------------

# Runs on any Python from 3.4; prints one line of ASCII that begins with the executable.
python_program='
import json, os, platform, struct, sys, sysconfig
def confstr():
    try:
        return os.confstr("CS_GNU_LIBC_VERSION")
    except Exception:
        return None
impl = sys.implementation
v = impl.version
full = "%d.%d.%d" % v[:3] + ("" if v[3] == "final" else v[3][0] + str(v[4]))
var = sysconfig.get_config_var
pairs = [
    ("executable", os.path.realpath(sys.executable)),
    ("implementation", impl.name),
    ("version", "%d.%d.%d" % sys.version_info[:3]),
    ("soabi", var("SOABI")),
    ("platform", sysconfig.get_platform()),
    ("bits", struct.calcsize("P") * 8),
    ("free_threaded", bool(var("Py_GIL_DISABLED"))),
    ("debug", hasattr(sys, "gettotalrefcount")),
    ("libc", confstr()),
]
markers = [
    ("implementation_name", impl.name),
    ("implementation_version", full),
    ("os_name", os.name),
    ("platform_machine", platform.machine()),
    ("platform_python_implementation", platform.python_implementation()),
    ("platform_release", platform.release()),
    ("platform_system", platform.system()),
    ("platform_version", platform.version()),
    ("python_full_version", platform.python_version()),
    ("python_version", ".".join(platform.python_version_tuple()[:2])),
    ("sys_platform", sys.platform),
]
def obj(items):
    return "{" + ", ".join(json.dumps(k) + ": " + x for k, x in items) + "}"
line = [(k, json.dumps(x)) for k, x in pairs]
line.append(("markers", obj([(k, json.dumps(x)) for k, x in markers])))
print(obj(line))
'

pythons_seen='
'
pythons_separator=

# print_python FILE: its object, unless it is no Python or was printed before.
print_python() {
  [ -f "$1" ] && [ -x "$1" ] || return 0
  answer=$(limited 10 "$1" -I -S -B -c "$python_program") || return 0
  case $answer in
    *'
'*) return 0 ;;
    '{"executable": "'*'}}') ;;
    *) return 0 ;;
  esac
  identity=${answer%%\", \"implementation\"*}
  case $pythons_seen in
    *"
$identity
"*) return 0 ;;
  esac
  pythons_seen="$pythons_seen$identity
"
  printf '%s\n    %s' "$pythons_separator" "$answer"
  pythons_separator=,
}

# Those in PATH first and in its order: the first one printed is the `python3` of this machine.
print_pythons() {
  printf '  "pythons": ['
  set -f
  IFS=:
  # shellcheck disable=SC2086
  set -- $PATH
  IFS=' 	
'
  set +f
  for folder in "$@"; do
    print_python "${folder:-.}/python3"
  done
  for folder in "$@" /usr/local/bin /usr/local/python*/bin /opt/*/bin /opt/python/*/bin \
    "${HOME:-/nonexistent}"/.pyenv/versions/*/bin "${HOME:-/nonexistent}"/*conda*/bin \
    "${HOME:-/nonexistent}"/.local/share/uv/python/*/bin; do
    for file in "$folder"/python3 "$folder"/python3.[0-9] "$folder"/python3.[0-9][0-9] \
      "$folder"/python3.[0-9][0-9]t "$folder"/pypy3; do
      print_python "$file"
    done
  done
  [ -z "$pythons_separator" ] || printf '\n  '
  printf '],\n'
}

# ---- accelerators --------------------------------------------------------------------------

# The driver's own files first: nvidia-smi can hang when a card is lost.
nvidia_driver() {
  driver=$(first_line /sys/module/nvidia/version) || driver=$(version_word "$(first_line /proc/driver/nvidia/version)")
  [ -n "$driver" ] || driver=$(first_of "$(limited 5 nvidia-smi --query-gpu=driver_version --format=csv,noheader)")
  case $driver in *[!0-9.]*) driver= ;; esac
  printf '%s' "$driver"
}

print_gpus() {
  separator=
  listed=$(limited 5 nvidia-smi --query-gpu=name,memory.total --format=csv,noheader,nounits) || listed=
  if [ -n "$listed" ]; then
    while [ -n "$listed" ]; do
      entry=$(first_of "$listed")
      case $listed in *"
"*) listed=${listed#*
} ;; *) listed= ;; esac
      printf '%s{"name": %s, "memory_mib": %s}' "$separator" "$(text "${entry%,*}")" \
        "$(number "${entry##*, }")"
      separator=', '
    done
    return
  fi
  for file in /proc/driver/nvidia/gpus/*/information; do
    [ -r "$file" ] || continue
    printf '%s{"name": %s, "memory_mib": null}' "$separator" "$(text "$(value_of Model : "$file")")"
    separator=', '
  done
}

print_nvidia() {
  driver=$(nvidia_driver)
  if [ -z "$driver" ]; then
    printf '  "nvidia": null,\n'
    return
  fi
  cuda=$(limited 5 nvidia-smi) || cuda=
  case $cuda in
    *'CUDA Version: '[0-9]*)
      cuda=${cuda#*CUDA Version: }
      cuda=${cuda%%[!0-9.]*}
      ;;
    *) cuda= ;;
  esac
  printf '  "nvidia": {"driver": %s, "cuda": %s, "gpus": [%s]},\n' \
    "$(text "$driver")" "$(text "$cuda")" "$(print_gpus)"
}

# cann: the version of the first toolkit found.
cann() {
  for folder in "${ASCEND_TOOLKIT_HOME:-/nonexistent}" "${ASCEND_HOME_PATH:-/nonexistent}" \
    /usr/local/Ascend/ascend-toolkit/latest "${HOME:-/nonexistent}"/Ascend/ascend-toolkit/latest \
    /usr/local/Ascend/nnae/latest /usr/local/Ascend/nnrt/latest; do
    for file in "$folder"/*-linux/ascend_*_install.info "$folder"/ascend_*_install.info; do
      [ -r "$file" ] && value_of version = "$file" && return 0
    done
  done
  return 1
}

print_ascend() {
  driver=$(value_of Version = /usr/local/Ascend/driver/version.info) || driver=
  toolkit=$(cann) || toolkit=
  devices=0
  for device in /dev/davinci[0-9]*; do
    [ -e "$device" ] && devices=$((devices + 1))
  done
  if [ -z "$driver$toolkit" ] && [ "$devices" -eq 0 ]; then
    printf '  "ascend": null,\n'
    return
  fi
  printf '  "ascend": {"driver": %s, "cann": %s, "devices": %s},\n' \
    "$(text "$driver")" "$(text "$toolkit")" "$devices"
}

# ---- programs ------------------------------------------------------------------------------

# print_programs NAME...: an object of the programs that are here and the first line they say.
print_programs() {
  separator=
  printf '{'
  for program in "$@"; do
    have "$program" || continue
    said=$(first_of "$(limited 5 "$program" --version)") || said=
    printf '%s%s: %s' "$separator" "$(text "$program")" "$(text "$said")"
    separator=', '
  done
  printf '}'
}

# The configurations that know the nvidia runtime; they are read, never changed.
print_nvidia_runtime() {
  found=
  for file in /etc/docker/daemon.json /etc/isulad/daemon.json /etc/containerd/config.toml \
    /etc/crio/crio.conf.d/*nvidia* /etc/cdi/nvidia* /var/run/cdi/nvidia*; do
    [ -r "$file" ] || continue
    case $file in
      *nvidia*) found="$found $file" ;;
      *)
        while IFS= read -r line || [ -n "$line" ]; do
          case $line in
            *nvidia*)
              found="$found $file"
              break
              ;;
          esac
        done < "$file"
        ;;
    esac
  done
  words "$found"
}

printf '{\n  "format": 1,\n  "kind": "ferry-probe",\n'
print_system
printf '  "page_size": %s,\n' "$(page_size)"
print_processor
print_memory
print_disks
print_libc
print_libstdcxx
print_pythons
print_nvidia
print_ascend
printf '  "container_runtimes": %s,\n' \
  "$(print_programs docker podman nerdctl containerd isula crictl nvidia-ctk nvidia-container-runtime)"
printf '  "nvidia_runtime_configured_in": %s,\n' "$(print_nvidia_runtime)"
printf '  "build_tools": %s\n}\n' "$(print_programs gcc g++ make)"
