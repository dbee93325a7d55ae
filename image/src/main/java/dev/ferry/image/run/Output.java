package dev.ferry.image.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a command printed into a file. */
final class Output {
  private static final int END_BYTES = 16 << 10;
  private static final int END_LINES = 20;

  private Output() {}

  /** All of it. */
  static byte[] whole(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(RunResult.MOST_OUTPUT + 1);
      if (bytes.length > RunResult.MOST_OUTPUT) {
        throw new FerryException(
            Failure.REHEARSAL,
            Text.of(
                "The command printed more than %d bytes", "命令输出超过 %d 字节", RunResult.MOST_OUTPUT));
      }
      return bytes;
    }
  }

  /** Its last lines. */
  static List<String> end(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - END_BYTES);
      in.seek(from);
      byte[] bytes = new byte[(int) (in.length() - from)];
      in.readFully(bytes);
      List<String> lines = new String(bytes, UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - END_LINES), lines.size());
    }
  }
}
