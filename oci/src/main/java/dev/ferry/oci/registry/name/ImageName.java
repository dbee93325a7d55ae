package dev.ferry.oci.registry.name;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.MovingName;
import dev.ferry.model.Text;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One image in a registry.
 *
 * @param repository where
 * @param tag what people call it
 * @param digest what it is; with both, the digest counts
 */
public record ImageName(Repository repository, Optional<String> tag, Optional<Digest> digest) {
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  /** Parses {@code REGISTRY/NAME[:TAG][@sha256:DIGEST]}. */
  public static ImageName parse(String text) {
    int at = text.indexOf('@');
    Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(digest(text, at));
    String name = at < 0 ? text : text.substring(0, at);
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    Optional<String> tag = Optional.empty();
    if (colon >= 0 && name.contains("/")) {
      tag = Optional.of(name.substring(colon + 1));
      name = name.substring(0, colon);
    }
    return new ImageName(repository(text, name), tag.map(one -> checked(text, one)), digest);
  }

  private static Digest digest(String text, int at) {
    try {
      return Digest.parse(text.substring(at + 1));
    } catch (IllegalArgumentException wrong) {
      throw bad(text, Text.of("a digest `sha256:<64 hex digits>`", "摘要 `sha256:<64 位十六进制>`"));
    }
  }

  private static Repository repository(String text, String name) {
    int slash = name.indexOf('/');
    String host = name.substring(0, Math.max(0, slash)).toLowerCase(Locale.ROOT);
    String path = name.substring(slash + 1);
    if (!Repository.isHost(host)) {
      throw bad(text, Text.of("a registry first: `REGISTRY/NAME`", "以镜像仓库开头：`REGISTRY/NAME`"))
          .hint(
              Text.of(
                  "No registry is implied; one without a dot is written with its port, as in"
                      + " `depot:443/%s`",
                  "没有默认的镜像仓库；不含点的主机名需写出端口，例如 `depot:443/%s`", slash < 0 ? "name" : path));
    }
    if (!Repository.isPath(path)) {
      throw bad(
          text,
          Text.of(
              "lower-case letters, digits and `.`, `_`, `-` between them",
              "小写字母、数字以及其间的 `.`、`_`、`-`"));
    }
    return new Repository(host, path);
  }

  private static String checked(String text, String tag) {
    if (!TAG.matcher(tag).matches()) {
      throw bad(
          text,
          Text.of(
              "a tag of at most 128 letters, digits, `_`, `.`, `-`",
              "标签最多 128 个字符，由字母、数字、`_`、`.`、`-` 组成"));
    }
    if (MovingName.is(tag)) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot use the tag `%s`: it names something else tomorrow",
                  "不能使用标签 `%s`：它明天指的可能是别的内容", tag))
          .hint(
              Text.of(
                  "Take the version, as in `1.4.0-cp311`, or a digest",
                  "请使用版本（例如 `1.4.0-cp311`）或摘要"));
    }
    return tag;
  }

  private static FerryException bad(String text, Text want) {
    return new FerryException(
        Failure.USAGE,
        Text.of("Bad name of an image: got `%s`, want %s", "镜像名有误：得到 `%s`，应为%s", text, want));
  }

  /** The digest, else the tag: what the registry is asked for. */
  public Optional<String> reference() {
    return digest.map(Digest::toString).or(() -> tag);
  }

  @Override
  public String toString() {
    return repository
        + tag.map(one -> ":" + one).orElse("")
        + digest.map(one -> "@" + one).orElse("");
  }
}
