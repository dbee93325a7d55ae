package dev.ferry.it;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;

/** Unpacks Zstandard from standard input, for a Python before 3.14, whose library cannot. */
final class Unzstd {
  private Unzstd() {}

  /** The whole command, as a shell reads it. */
  static String command() {
    String java = System.getProperty("java.home") + "/bin/java";
    return "'%s' -cp '%s' %s"
        .formatted(java, System.getProperty("java.class.path"), Unzstd.class.getName());
  }

  public static void main(String[] arguments) throws IOException {
    try (ZstdInputStream packed = new ZstdInputStream(System.in)) {
      packed.transferTo(System.out);
    }
    System.out.flush();
  }
}
