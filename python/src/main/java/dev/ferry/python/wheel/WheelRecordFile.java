package dev.ferry.python.wheel;

import dev.ferry.model.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code RECORD}: a CSV file (RFC 4180) with path, hash and size of each file of a wheel
 * ("Recording installed projects" specification). RECORD itself and its signatures have no hash.
 *
 * <p>A row for a file that the wheel does not have is passed over: old build tools left such rows,
 * and no reader installs anything for them.
 */
public final class WheelRecordFile {
  private final Map<String, Row> rows;
  private final String distInfo;
  private final WheelFault fault;

  /**
   * One row.
   *
   * @param algorithm {@code sha256}, {@code sha384} or {@code sha512}; empty where there is no hash
   * @param hash its bytes in hexadecimal; empty where there is none
   * @param size bytes, where given
   */
  public record Row(String algorithm, String hash, OptionalLong size) {}

  private WheelRecordFile(Map<String, Row> rows, String distInfo, WheelFault fault) {
    this.rows = rows;
    this.distInfo = distInfo;
    this.fault = fault;
  }

  static WheelRecordFile parse(byte[] bytes, String distInfo, String label) {
    WheelFault fault = new WheelFault(label);
    WheelFault.Place where = WheelFault.member(distInfo + "/RECORD");
    Map<String, Row> rows = new LinkedHashMap<>();
    int number = 0;
    for (List<String> fields : Csv.parse(decode(bytes, where, fault), where, fault)) {
      number++;
      WheelFault.Place line = row(number);
      if (fields.size() != 3) {
        throw fault.field(line, "number of fields", fields.size(), 3);
      }
      Row row = row(fields, line, fault);
      String path = fields.get(0);
      Row before = rows.putIfAbsent(path, row);
      if (before != null && !before.equals(row)) {
        throw fault.general(
            line,
            Text.of(
                "`%s` has an earlier row with another hash or size",
                "`%s` 在前面另有一行，哈希或大小不同", WheelFault.printable(path)));
      }
    }
    return new WheelRecordFile(rows, distInfo, fault);
  }

  private static WheelFault.Place row(int number) {
    return () -> Text.of("`RECORD`, row %d", "`RECORD` 第 %d 行", number);
  }

  /** The row of a member. */
  public Optional<Row> find(String path) {
    return Optional.ofNullable(rows.get(path));
  }

  /** Whether a member is RECORD itself or a signature of it, which have no hash. */
  public boolean exempt(String path) {
    return path.equals(distInfo + "/RECORD")
        || path.equals(distInfo + "/RECORD.jws")
        || path.equals(distInfo + "/RECORD.p7s");
  }

  /** Checks that every member has a row with a hash. */
  void checkComplete(List<WheelMember> members) {
    for (WheelMember member : members) {
      if (exempt(member.path())) {
        continue;
      }
      Row row = rows.get(member.path());
      if (row == null) {
        throw fault.field(
            WheelFault.member(member.path()),
            "row in RECORD",
            Text.of("missing", "缺失"),
            Text.of("one with its hash", "一行及其哈希"));
      }
      if (row.algorithm().isEmpty()) {
        throw fault.field(
            WheelFault.member(member.path()),
            "hash in RECORD",
            Text.of("empty", "空"),
            "sha256, sha384, sha512");
      }
    }
  }

  /**
   * Checks what was read of a member against its row.
   *
   * @param hash of the member's bytes, hexadecimal, by the row's algorithm
   */
  void checkContent(WheelMember member, String hash) {
    Row row = rows.get(member.path());
    if (row == null) {
      return;
    }
    WheelFault.Place where = WheelFault.member(member.path());
    if (row.size().isPresent() && row.size().getAsLong() != member.size()) {
      throw fault.field(
          where,
          "size",
          member.size(),
          Text.of("%d as in RECORD", "与 RECORD 一致的 %d", row.size().getAsLong()));
    }
    if (!row.hash().equals(hash)) {
      throw fault.field(
          where, row.algorithm(), hash, Text.of("%s as in RECORD", "与 RECORD 一致的 %s", row.hash()));
    }
  }

  private static Row row(List<String> fields, WheelFault.Place line, WheelFault fault) {
    OptionalLong size = size(fields.get(2), line, fault);
    String hash = fields.get(1);
    if (hash.isEmpty()) {
      return new Row("", "", size);
    }
    int equals = hash.indexOf('=');
    String algorithm = equals < 0 ? hash : hash.substring(0, equals);
    int length =
        switch (algorithm) {
          case "sha256" -> 32;
          case "sha384" -> 48;
          case "sha512" -> 64;
          default ->
              throw fault.field(
                  line, "hash", WheelFault.printable(hash), "sha256=, sha384= or sha512=");
        };
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(hash.substring(equals + 1));
      if (equals > 0 && bytes.length == length) {
        return new Row(algorithm, HexFormat.of().formatHex(bytes), size);
      }
    } catch (IllegalArgumentException e) {
      // not base64: refused below like a hash of the wrong length
    }
    throw fault.field(
        line, "hash", WheelFault.printable(hash), length + " bytes in URL-safe base64");
  }

  private static OptionalLong size(String text, WheelFault.Place line, WheelFault fault) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw fault.field(line, "size", WheelFault.printable(text), "a decimal number");
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  private static String decode(byte[] bytes, WheelFault.Place where, WheelFault fault) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw fault.field(where, "text", "not UTF-8", "UTF-8");
    }
  }

  /** The part of RFC 4180 that RECORD uses. */
  private static final class Csv {
    private final String text;
    private final WheelFault.Place where;
    private final WheelFault fault;
    private int at;

    private Csv(String text, WheelFault.Place where, WheelFault fault) {
      this.text = text;
      this.where = where;
      this.fault = fault;
    }

    static List<List<String>> parse(String text, WheelFault.Place where, WheelFault fault) {
      Csv csv = new Csv(text, where, fault);
      List<List<String>> rows = new ArrayList<>();
      while (csv.at < text.length()) {
        List<String> row = csv.row();
        if (row.size() > 1 || !row.getFirst().isEmpty()) {
          rows.add(row);
        }
        if (rows.size() > 2 * WheelLimits.MEMBERS) {
          throw fault.field(where, "rows", "more than " + rows.size(), 2 * WheelLimits.MEMBERS);
        }
      }
      return rows;
    }

    private List<String> row() {
      List<String> fields = new ArrayList<>(3);
      while (true) {
        fields.add(text.startsWith("\"", at) ? quoted() : bare());
        if (at >= text.length()) {
          return fields;
        }
        char c = text.charAt(at++);
        if (c == '\r' && text.startsWith("\n", at)) {
          at++;
        }
        if (c != ',') {
          return fields;
        }
        if (fields.size() > 8) {
          throw fault.field(where, "number of fields", "more than 8", 3);
        }
      }
    }

    private String bare() {
      int start = at;
      while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted() {
      StringBuilder field = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c != '"') {
          field.append(c);
        } else if (text.startsWith("\"", at)) {
          field.append('"');
          at++;
        } else if (at == text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0) {
          return field.toString();
        } else {
          break;
        }
      }
      throw fault.field(where, "quoted field at character " + at, "not closed", "a closing quote");
    }
  }
}
