#!/bin/sh
# Tells whether the parts of a parcel are whole, with nothing but sh and the tools of a small system
# (sha256sum, dd, tail, sed, tr, wc; busybox will do):
#
#   sh check.sh [FOLDER|FILE]...
#
# Without arguments it looks where it lies itself. Parts are known by what is in them: they may have
# been renamed, doubled, mixed with other files or put into folders, three deep. Nothing is written. Exit status:
# 0 all parts are here and good, in the answer to a request all that were asked for; 1 some are damaged or missing, but what is here suffices;
# 2 bring more, the parts are named; 3 wrong usage, or a tool is missing.
set -u

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
  [zZ][hH]*) chinese=1 ;;
  *) chinese=0 ;;
esac
LC_ALL=C
export LC_ALL

out() { # ENGLISH CHINESE
  if [ "$chinese" = 1 ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}
plain() { # NAME: without what terminals obey
  printf '%s' "$1" | tr '\000-\037\177' '?'
}

case ${1:-} in
  -h | --help)
    out 'usage: sh check.sh [FOLDER|FILE]...
Tells whether the parts of a parcel that lie there (or beside this script) are whole.
Exit status: 0 all good, 1 damaged but what is here suffices, 2 bring more, 3 wrong usage or a tool is missing' \
      '用法：sh check.sh [文件夹|文件]...
检查该处（默认为本脚本所在文件夹）的包裹分卷是否完好。
退出码：0 全部完好，1 有损坏但现有分卷已足够，2 需要补送分卷，3 用法有误或缺少工具'
    exit 0
    ;;
  -*)
    out "unknown argument \`$1\`; usage: sh check.sh [FOLDER|FILE]..." \
      "未知参数 \`$1\`；用法：sh check.sh [文件夹|文件]..." >&2
    exit 3
    ;;
esac
for tool in sha256sum dd tail sed tr wc; do
  command -v "$tool" >/dev/null 2>&1 || {
    out "\`$tool\` is missing" "缺少 \`$tool\`" >&2
    exit 3
  }
done
[ $# -gt 0 ] || set -- "$(dirname -- "$0")"

# Of an answer to a request: the parcel, and the parts that this folder was made for.
asked=''

# What was found: words PARCEL:PART, and PARCEL:DATA:PARITY for each parcel.
good=' '
parcels=' '
damaged=0
count=0

broken() { # FILE ENGLISH CHINESE
  damaged=$((damaged + 1))
  out "DAMAGED: $(plain "$1"): $2" "损坏：$(plain "$1")：$3"
}

number() { # DIGITS: without leading zeros, which sh takes for octal
  case $1 in
    '' | *[!0-9]*) echo x ;;
    *)
      rest=${1#"${1%%[!0]*}"}
      echo "${rest:-0}"
      ;;
  esac
}

header() { # FILE: sets id part data parity length sum check; fails where the beginning is no header
  id='' part='' data='' parity='' manifest='' table='' content='' sum='' check=''
  block=$(dd if="$1" bs=512 count=1 2>/dev/null | tr -cd '\012\040-\176')
  case $block in
    'ferry-parcel 1
parcel '*) ;;
    *) return 1 ;;
  esac
  while read -r key value; do
    case $key in
      parcel) id=$value ;;
      part) part=$(number "$value") ;;
      data) data=$(number "$value") ;;
      parity) parity=$(number "$value") ;;
      manifest) manifest=$(number "$value") ;;
      table) table=$(number "$value") ;;
      content) content=$(number "$value") ;;
      sha256) sum=$value ;;
      check) check=$value ;;
    esac
  done <<END
$block
END
  got=$(dd if="$1" bs=512 count=1 2>/dev/null | sed '$d' | sha256sum)
  [ "${got%% *}" = "$check" ] || return 1
  case $part$data$parity$manifest$table$content in
    *x*) return 1 ;;
  esac
  length=$((512 + manifest + table + content))
}

body() { # FILE BYTES: so many behind the header; reads of a file are whole
  {
    dd bs=512 count=1 >/dev/null
    dd bs=1048576 count=$(($2 / 1048576))
    dd bs=512 count=$(($2 % 1048576 / 512))
    dd bs=1 count=$(($2 % 512))
  } <"$1" 2>/dev/null
}

look() { # FILE
  if ! header "$1"; then
    case ${1##*/} in
      P[0-9][0-9][0-9][0-9][0-9][0-9][0-9].[tT][mM][pP]) ;;
      P[0-9][0-9][0-9][0-9][0-9][0-9][0-9].*)
        broken "$1" 'its beginning is not that of a part' '开头不是分卷的开头'
        ;;
      *)
        case $block in
          *ferry-parcel* | *'
sha256 '*) broken "$1" 'its beginning is damaged' '开头已损坏' ;;
        esac
        ;;
    esac
    return
  fi
  case $parcels in
    *" $id:$data:$parity "*) ;;
    *) parcels="$parcels$id:$data:$parity " ;;
  esac
  size=$(($(wc -c <"$1")))
  if [ "$size" -lt "$length" ]; then
    broken "$1" "part $part has $size bytes, want $length" "第 $part 卷有 $size 字节，应为 $length 字节"
    return
  fi
  if [ "$size" = "$length" ]; then
    got=$(tail -c +513 <"$1" 2>/dev/null | sha256sum)
  else
    broken "$1" "part $part has $size bytes, want $length: what follows its end does no harm" \
      "第 $part 卷有 $size 字节，应为 $length 字节：末尾多余的内容无碍"
    got=$(body "$1" $((length - 512)) | sha256sum)
  fi
  if [ "${got%% *}" != "$sum" ]; then
    broken "$1" "part $part has another digest than it had" "第 $part 卷的摘要与原来不符"
    return
  fi
  case $good in
    *" $id:$part "*) ;;
    *)
      good="$good$id:$part "
      count=$((count + 1))
      ;;
  esac
}

for place in "$@"; do
  if [ -f "$place" ]; then
    look "$place"
  elif [ -d "$place" ]; then
    for file in "$place"/* "$place"/*/* "$place"/*/*/* "$place"/*/*/*/*; do
      if [ -f "$file" ]; then look "$file"; fi
    done
  else
    out "no such file or folder: $place" "没有这个文件或文件夹：$place" >&2
    exit 3
  fi
done

case $count in
  0) ;;
  1) out 'good: 1 part' '完好：1 个分卷' ;;
  *) out "good: $count parts" "完好：$count 个分卷" ;;
esac

name() { # FIRST LAST: as people see parts on a medium
  if [ "$1" = "$2" ]; then
    printf ' %s (P%07d)' "$1" "$1"
  else
    printf ' %s-%s (P%07d-P%07d)' "$1" "$2" "$1" "$2"
  fi
}

missing() { # ID LAST [FIRST]: the parts that are not here, as ranges
  from=0
  at=${3:-1}
  while [ "$at" -le "$2" ]; do
    case $good in
      *" $1:$at "*)
        [ "$from" = 0 ] || name "$from" $((at - 1))
        from=0
        ;;
      *) [ "$from" != 0 ] || from=$at ;;
    esac
    at=$((at + 1))
  done
  [ "$from" = 0 ] || name "$from" "$2"
}

result=0
worse() { # STATUS
  [ "$result" -ge "$1" ] || result=$1
}

lacking() { # ID RANGE...: those of some parts that are not here
  of=$1
  shift
  for range in "$@"; do missing "$of" "${range#*-}" "${range%%-*}"; done
}

asked_of=${asked%% *}
asked_for=${asked#* }
lack=''
# The numbers are words.
# shellcheck disable=SC2086
[ -z "$asked" ] || lack=$(lacking $asked)

for parcel in $parcels; do
  id=${parcel%%:*}
  data=${parcel#*:}
  data=${data%%:*}
  parity=${parcel##*:}
  all=$((data + parity))
  have=0
  for word in $good; do
    case $word in "$id":*) have=$((have + 1)) ;; esac
  done
  if [ "$have" = "$all" ]; then
    out "parcel $id: all $all parts are good" "包裹 $id：全部 $all 个分卷完好"
  elif [ "$id" = "$asked_of" ] && [ -z "$lack" ]; then
    out "parcel $id, answer to a request: all parts that were asked for are good: $asked_for" \
      "包裹 $id，对请求的答复：所请求的分卷全部完好：$asked_for"
  elif [ "$have" -ge "$data" ]; then
    worse 1
    out "parcel $id: $have of $all parts are good, and $data suffice: nothing has to be brought" \
      "包裹 $id：$all 个分卷中 $have 个完好，$data 个即足够：无需补送"
  elif [ "$id" = "$asked_of" ]; then
    worse 2
    out "parcel $id, answer to a request: bring the parts that were asked for and are not good here:$lack" \
      "包裹 $id，对请求的答复：请补送所请求的分卷中此处没有或已损坏的：$lack"
  else
    worse 2
    out "parcel $id: $have of $all parts are good, $data are needed; bring any $((data - have)) of:$(missing "$id" "$all")" \
      "包裹 $id：$all 个分卷中 $have 个完好，需要 $data 个；请补送以下分卷中的任意 $((data - have)) 个：$(missing "$id" "$all")"
    out "Parts on other media? Name their folders too: sh check.sh FOLDER FOLDER. \`ferry import\` repairs single slices and may need fewer." \
      "其他介质上还有分卷？请一并指定：sh check.sh 文件夹 文件夹。\`ferry import\` 能修复零散损坏，需要的可能更少。"
  fi
done
if [ "$parcels" = ' ' ]; then
  out 'no part of a parcel is here' '此处没有包裹的分卷'
  worse 2
fi
[ "$damaged" = 0 ] || worse 1
exit "$result"
