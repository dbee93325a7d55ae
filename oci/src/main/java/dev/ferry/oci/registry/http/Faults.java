package dev.ferry.oci.registry.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What goes wrong on the way, in words. */
public final class Faults {
  private Faults() {}

  static FerryException redirect(URI from, Text why) {
    return new FerryException(
        Failure.SOURCE,
        Text.of("Cannot fetch `%s`: %s", "无法获取 `%s`：%s", Origins.display(from), why));
  }

  static FerryException tls(URI registry, SSLException failure) {
    return new FerryException(
            Failure.SOURCE,
            Text.of(
                "Cannot trust `%s`: %s",
                "无法信任 `%s`：%s", registry.getRawAuthority(), words(failure)),
            failure)
        .hint(
            Text.of(
                "Name its authority with `--ca FILE` or put it into"
                    + " `/etc/containers/certs.d/%1$s/ca.crt`; a registry without TLS needs"
                    + " `--plain-http`",
                "请用 `--ca FILE` 指定其颁发机构，或放入 `/etc/containers/certs.d/%1$s/ca.crt`；"
                    + "不使用 TLS 的镜像仓库需要 `--plain-http`",
                registry.getRawAuthority()));
  }

  /** Why a connection failed. */
  public static Text words(IOException failure) {
    Throwable root = failure;
    for (int depth = 0; depth < 8 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    if (root instanceof UnresolvedAddressException || root instanceof UnknownHostException) {
      return Text.of("no such host", "找不到主机");
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return Text.of("no connection within 15 s", "15 秒内无法建立连接");
    }
    if (failure instanceof SocketTimeoutException) {
      return Text.of("it is silent", "没有应答");
    }
    if (failure instanceof ConnectException) {
      return Text.of("it refuses the connection", "连接被拒绝");
    }
    String words = root.getMessage();
    return words == null || words.isBlank()
        ? Text.of("the connection broke", "连接中断")
        : Text.of("the connection broke (%s)", "连接中断（%s）", clean(words));
  }

  /** Another machine's words, short and on one line. */
  public static String clean(String words) {
    String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
