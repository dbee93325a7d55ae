package dev.ferry.python.http;

import dev.ferry.model.Text;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** A transfer that broke, said so that people understand it. */
public final class TransferFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Text text;
  private final boolean passing;
  private final boolean slow;

  /**
   * @param passing whether trying again may help
   */
  TransferFault(Text text, boolean passing) {
    this(text, passing, false);
  }

  /**
   * @param passing whether trying again may help
   * @param slow whether it took a whole timeout to find out
   */
  TransferFault(Text text, boolean passing, boolean slow) {
    super(text.english());
    this.text = text;
    this.passing = passing;
    this.slow = slow;
  }

  boolean isSlow() {
    return slow;
  }

  /** What went wrong, without saying where. */
  public Text text() {
    return text;
  }

  /** What went wrong, for any failure of a transfer. */
  public static Text words(IOException e) {
    return switch (e) {
      case TransferFault fault -> fault.text;
      case UnknownHostException unknown -> Text.of("the host name is not known", "主机名无法解析");
      case SocketTimeoutException late -> Text.of("no answer in time", "等待应答超时");
      case ConnectException refused ->
          Text.of("no connection (%s)", "无法连接（%s）", String.valueOf(refused.getMessage()));
      case EOFException cut -> Text.of("the connection ended in the middle", "连接中途断开");
      case SSLException tls -> Text.of("TLS: %s", "TLS：%s", String.valueOf(tls.getMessage()));
      default -> Text.same(String.valueOf(e.getMessage()));
    };
  }

  /** Whether trying again may help. */
  static boolean passes(IOException e) {
    return switch (e) {
      case TransferFault fault -> fault.passing;
      case UnknownHostException unknown -> false;
      case javax.net.ssl.SSLHandshakeException handshake -> false;
      case javax.net.ssl.SSLPeerUnverifiedException unverified -> false;
      default -> true;
    };
  }
}
