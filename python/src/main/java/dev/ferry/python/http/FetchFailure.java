package dev.ferry.python.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** The failures of a fetch, in words. */
public final class FetchFailure {
  private FetchFailure() {}

  static FerryException status(URI location, int status, boolean tooLong, Duration asked) {
    Text tried = Text.same("`" + Locations.display(location) + "`");
    if (tooLong) {
      return new FerryException(
          Failure.SOURCE,
          Text.of(
              "Cannot fetch %s: the server answered %d and asks to wait %d s",
              "无法获取 %s：服务器返回 %d，并要求等待 %d 秒", tried, status, asked.toSeconds()));
    }
    FerryException failure =
        new FerryException(
            Failure.SOURCE,
            Text.of("Cannot fetch %s: the server answered %d", "无法获取 %s：服务器返回 %d", tried, status));
    return status == 401 || status == 403
        ? failure.hint(
            Text.of(
                "Credentials come from the location (`https://user:password@host`) or `.netrc`",
                "凭据可写在地址中（`https://user:password@host`）或 `.netrc` 中"))
        : failure;
  }

  /** The same, saying how often it was tried and what to do where nobody answers. */
  static FerryException broken(URI location, IOException cause, Attempts attempts) {
    FerryException failure =
        attempts.tried() == 1
            ? broken(location, cause)
            : new FerryException(
                Failure.SOURCE,
                Text.of(
                    "Cannot fetch `%s`: %s (tried %s times in %s s)",
                    "无法获取 `%s`：%s（%s 次尝试，共 %s 秒）",
                    Locations.display(location),
                    TransferFault.words(cause),
                    attempts.tried(),
                    attempts.seconds()),
                cause);
    return Attempts.isSilence(cause) || cause instanceof ConnectException
        ? failure.hint(
            Text.of(
                "Check the network and the proxy, or name another index with `--index-url`; `PIP_DEFAULT_TIMEOUT` is the time for each try, in seconds",
                "请检查网络与代理，或用 `--index-url` 指定其他索引；`PIP_DEFAULT_TIMEOUT` 为每次尝试的秒数"))
        : failure;
  }

  /** A transfer that broke and that trying again did not mend. */
  public static FerryException broken(URI location, IOException cause) {
    FerryException failure =
        new FerryException(
            Failure.SOURCE,
            Text.of(
                "Cannot fetch `%s`: %s",
                "无法获取 `%s`：%s", Locations.display(location), TransferFault.words(cause)),
            cause);
    return cause instanceof SSLException
        ? failure.hint(
            Text.of(
                "`PIP_CERT` or pip's `cert` names a PEM file of authorities to trust",
                "可用 `PIP_CERT` 或 pip 的 `cert` 指定受信任机构的 PEM 文件"))
        : failure;
  }
}
