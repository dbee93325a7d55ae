package dev.ferry.python.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM file (RFC 7468); text around them is ignored. */
final class PemFile {
  private static final long LIMIT = 16 << 20;
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  private PemFile() {}

  /** One block: its label, for example {@code CERTIFICATE}, and its DER bytes. */
  @SuppressWarnings("ArrayRecordComponent") // private to this package, never compared
  record Block(String label, byte[] der) {}

  static List<Block> read(Path file) {
    try {
      if (Files.size(file) > LIMIT) {
        throw bad(file, "size", Files.size(file) + " B");
      }
      return parse(Files.readString(file, StandardCharsets.ISO_8859_1), file);
    } catch (IOException e) {
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of(
              "Cannot read certificates `%s`: %s", "无法读取证书 `%s`：%s", file, TransferFault.words(e)),
          e);
    }
  }

  private static List<Block> parse(String text, Path file) {
    List<Block> blocks = new ArrayList<>();
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      int end = labelEnd < 0 ? -1 : text.indexOf("-----END ", labelEnd + DASHES.length());
      if (end < 0) {
        throw bad(file, "END", "-");
      }
      String label = text.substring(at + BEGIN.length(), labelEnd);
      String body = text.substring(labelEnd + DASHES.length(), end);
      try {
        blocks.add(new Block(label, Base64.getMimeDecoder().decode(body)));
      } catch (IllegalArgumentException e) {
        throw bad(file, label, "base64");
      }
      at = text.indexOf(BEGIN, end);
    }
    return blocks;
  }

  static FerryException bad(Path file, String field, String got) {
    return new FerryException(
        Failure.ENVIRONMENT,
        Text.of(
            "Cannot read certificates `%s`: bad value for `%s`: `%s`",
            "无法读取证书 `%s`：`%s` 的值有误：`%s`", file, field, got));
  }
}
