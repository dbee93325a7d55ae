package dev.ferry.image.archive;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.MovingName;
import dev.ferry.model.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole name of an image: host, repository and tag. Engines complete shorter ones each in their
 * own way.
 *
 * @param repository with the host: {@code localhost/paddle}
 * @param tag never a moving word
 */
public record ImageName(String repository, String tag) {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "((?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?/)?"
              + "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)"
              + "(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?");
  private static final int LONGEST = 255;

  /**
   * Parses a name. One without a host is {@code localhost}'s.
   *
   * @throws FerryException of kind USAGE where it is none, or its tag moves
   */
  public static ImageName parse(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    if (text.length() > LONGEST || !matcher.matches()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Bad value for `--name`: `%s`, want `[host[:port]/]name:tag`",
              "`--name` 的值有误：`%s`，应为 `[主机[:端口]/]名称:标签`", text));
    }
    String tag = matcher.group(2);
    if (tag == null || MovingName.is(tag)) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "Bad value for `--name`: `%s` needs a tag that does not move",
                  "`--name` 的值有误：`%s` 需要固定的标签", text))
          .hint(
              Text.of(
                  "for example `%s:v1.0`, never `latest`",
                  "例如 `%s:v1.0`，不可用 `latest`", matcher.group(1)));
    }
    String repository = matcher.group(1);
    return new ImageName(hasHost(repository) ? repository : "localhost/" + repository, tag);
  }

  /** A first part is a host if it looks like one; so engines decide it. */
  private static boolean hasHost(String repository) {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }

  /** {@code localhost/paddle:v1}. */
  @Override
  public String toString() {
    return repository + ":" + tag;
  }
}
