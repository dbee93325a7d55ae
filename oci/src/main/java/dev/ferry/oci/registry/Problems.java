package dev.ferry.oci.registry;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.registry.http.Answer;
import dev.ferry.oci.registry.http.Faults;
import dev.ferry.oci.registry.name.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a registry did not do, in words: what was tried, where, what it said. */
final class Problems {
  private static final int LONGEST_BODY = 1 << 16;

  /** The first error of the body (distribution-spec, "Error Codes"). */
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Z_]{1,40})\"");

  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,400})");

  private final Repository repository;

  Problems(Repository repository) {
    this.repository = repository;
  }

  static Text ask(String what) {
    return Text.of("ask for `%s`", "查询 `%s`", what);
  }

  static Text fetch(String what) {
    return Text.of("pull `%s`", "拉取 `%s`", what);
  }

  static Text send(String what) {
    return Text.of("push `%s`", "推送 `%s`", what);
  }

  /** The registry answers with a status that means no. */
  FerryException refused(Text what, Answer answer) {
    FerryException failure = failure(what, words(answer));
    return answer.status() == 403 || answer.status() == 401
        ? failure.hint(
            Text.of(
                "The account that is logged in lacks the right: `podman login %1$s` or"
                    + " `docker login %1$s` with another",
                "当前登录的账号没有权限：请用其他账号执行 `podman login %1$s` 或 `docker login %1$s`",
                repository.host()))
        : failure;
  }

  /** What the registry says, with its status. */
  Text words(Answer answer) {
    String said = said(answer);
    return Text.of(
        "it answers %d%s", "它应答 %d%s", answer.status(), said.isEmpty() ? "" : " (" + said + ")");
  }

  private static String said(Answer answer) {
    try {
      String body =
          answer
              .findBytes(LONGEST_BODY)
              .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
              .orElse("");
      Optional<String> code = first(CODE, body);
      Optional<String> message = first(MESSAGE, body);
      return Faults.clean(
          code.orElse("")
              + (code.isPresent() && message.isPresent() ? ": " : "")
              + message.orElse(""));
    } catch (IOException broken) {
      return "";
    }
  }

  private static Optional<String> first(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The connection broke, again and again. */
  FerryException broken(Text what, IOException cause) {
    FerryException failure = failure(what, Faults.words(cause));
    return new FerryException(Failure.SOURCE, failure.text(), cause)
        .hint(Text.of("The same command goes on from here", "重新执行同一命令即可从此处继续"));
  }

  /** The registry cannot do what was asked for. */
  FerryException failure(Text what, Text why) {
    return new FerryException(
        Failure.SOURCE,
        Text.of("Cannot %s in `%s`: %s", "无法在 `%2$s` 中%1$s：%3$s", what, repository, why));
  }

  /** The registry gave something else than was asked for. */
  FerryException wrong(Text what, String got, String want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot %s in `%s`: got `%s`, want `%s`",
            "无法在 `%2$s` 中%1$s：得到 `%3$s`，应为 `%4$s`",
            what,
            repository,
            Faults.clean(got),
            Faults.clean(want)));
  }
}
