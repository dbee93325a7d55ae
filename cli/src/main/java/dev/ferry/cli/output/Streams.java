package dev.ferry.cli.output;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The two streams of the process, always UTF-8. */
public final class Streams {
  private final StandardOutput output = new StandardOutput();
  private final PrintWriter out = writer(output);
  private final PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));

  private Streams() {}

  public static Streams ofProcess() {
    return new Streams();
  }

  public Console console(Language language, boolean json, Map<String, String> environment) {
    int columns = Terminal.showsErrors(environment) ? Terminal.columns(environment) : 0;
    return new Console(out, err, language, json, columns);
  }

  /**
   * The exit code, when writing to standard output failed: a reader who went away is no failure of
   * ours and gets no message, a full disk is.
   */
  public int exitCode(int code, Console console) {
    out.flush();
    Optional<IOException> failure = output.failure();
    if (failure.isEmpty()) {
      return code;
    }
    String message = String.valueOf(failure.get().getMessage());
    if (message.contains("Broken pipe")) {
      return code;
    }
    return console.fail(
        new FerryException(
            Failure.ENVIRONMENT,
            Text.of("cannot write to standard output: %s", "无法写入标准输出：%s", message)));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)));
  }
}
