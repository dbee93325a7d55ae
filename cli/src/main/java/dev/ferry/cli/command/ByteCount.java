package dev.ferry.cli.command;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes on the command line: {@code 3900M}, {@code 4GiB}, {@code 700MB}. */
final class ByteCount {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,11})(?:([KMGT])(i?)B?)?");

  private ByteCount() {}

  /** K, M, G and T count by a thousand; Ki, Mi, Gi and Ti by 1024. */
  static long parse(String option, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `%s`: got `%s`, want a size such as `3900M` or `4GiB`",
              "`%s` 的值有误：是 `%s`，应为 `3900M`、`4GiB` 之类的大小", option, text));
    }
    long bytes = Long.parseLong(matcher.group(1));
    int power = matcher.group(2) == null ? 0 : "KMGT".indexOf(matcher.group(2)) + 1;
    long unit = "i".equals(matcher.group(3)) ? 1024 : 1000;
    for (int i = 0; i < power; i++) {
      bytes = bytes > Long.MAX_VALUE / unit ? Long.MAX_VALUE : bytes * unit;
    }
    return bytes;
  }
}
