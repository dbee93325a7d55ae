package dev.ferry.python.reqfile;

import dev.ferry.model.Text;
import java.util.Map;
import java.util.Optional;

/** Options that pip has and Ferry has not, with what says the same here. */
public final class PipOptions {
  private static final Map<String, Text> INSTEAD =
      Map.of(
          "--all-releases",
          Text.of(
              "write `--pre`, or name a pre-release in the requirement", "请写 `--pre`，或在依赖中写出预发布版本"),
          "--only-final",
          Text.of(
              "without `--pre`, pre-releases are taken only where nothing else satisfies",
              "未写 `--pre` 时，仅在没有其他选择时才采用预发布版本"),
          "--uploaded-prior-to",
          Text.of("use `--exclude-newer DATE`", "请使用 `--exclude-newer 日期`"),
          "--prefer-binary",
          Text.of("write it into a requirements file", "请写入 requirements 文件"),
          "--trusted-host",
          Text.of(
              "set `PIP_TRUSTED_HOST`, or write it into a requirements file",
              "请设置 `PIP_TRUSTED_HOST`，或写入 requirements 文件"),
          "--timeout",
          Text.of(
              "set `PIP_DEFAULT_TIMEOUT`, or `timeout` in pip's configuration, in seconds",
              "请设置 `PIP_DEFAULT_TIMEOUT`，或 pip 配置中的 `timeout`（秒）"),
          "--retries",
          Text.of(
              "set `PIP_RETRIES`, or `retries` in pip's configuration",
              "请设置 `PIP_RETRIES`，或 pip 配置中的 `retries`"));

  private PipOptions() {}

  /**
   * What to say to an option that is not known where it stands; nothing if it is no option of
   * pip's.
   */
  public static Optional<Text> findRefusal(String option) {
    return Optional.ofNullable(INSTEAD.get(option))
        .map(
            instead ->
                Text.of(
                    "option `%s` is pip's and not understood here: %s",
                    "选项 `%s` 属于 pip，此处不支持：%s", option, instead));
  }
}
