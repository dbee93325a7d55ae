package dev.ferry.python.http;

import dev.ferry.model.DataSize;
import dev.ferry.model.Text;

/** What can be wrong with an answer. */
final class Faults {
  private Faults() {}

  static TransferFault badHead() {
    return new TransferFault(Text.of("the answer is not HTTP/1.1", "应答不是 HTTP/1.1"), false);
  }

  static TransferFault badChunk() {
    return new TransferFault(Text.of("bad value for the size of a chunk", "分块大小的值有误"), false);
  }

  static TransferFault badLength() {
    return new TransferFault(
        Text.of("bad value for `Content-Length`", "`Content-Length` 的值有误"), false);
  }

  static TransferFault tooLarge(long limit) {
    return new TransferFault(
        Text.of("more than %s, the most that is read of it", "超过 %s，即允许读取的上限", new DataSize(limit)),
        false);
  }

  static TransferFault cut(long got, long want) {
    return new TransferFault(
        Text.of("it ended in the middle: got %d bytes, want %d", "传输中断：得到 %d 字节，应为 %d", got, want),
        true);
  }

  static TransferFault crawling(long got, long seconds) {
    return new TransferFault(
        Text.of("only %d bytes came in %d s", "%2$d 秒内只收到 %1$d 字节", got, seconds), true, true);
  }
}
