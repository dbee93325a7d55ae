package dev.ferry.python.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/** Logins from a {@code .netrc} file, in the tokens that ftp(1) describes; macros are skipped. */
public final class Netrc {
  private static final long LIMIT = 1 << 20;

  private Netrc() {}

  /**
   * One login.
   *
   * @param machine lower case; empty for the {@code default} entry
   */
  public record Login(String machine, String login, String password) {
    @Override
    public String toString() {
      return "Login[" + machine + "]";
    }
  }

  /**
   * The file that {@code NETRC} names, else {@code .netrc} or {@code _netrc} of the home folder.
   */
  public static List<Login> discover(Map<String, String> environment, Path home) {
    String named = environment.get("NETRC");
    List<Path> places =
        named != null
            ? List.of(Path.of(named))
            : List.of(home.resolve(".netrc"), home.resolve("_netrc"));
    for (Path place : places) {
      try {
        if (Files.isRegularFile(place) && Files.size(place) <= LIMIT) {
          return parse(Files.readString(place, StandardCharsets.ISO_8859_1));
        }
      } catch (IOException unreadable) {
        // As other clients do: a file that cannot be read is no file.
      }
    }
    return List.of();
  }

  static List<Login> parse(String text) {
    List<Login> logins = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(withoutMacros(text));
    String machine = null;
    String login = "";
    String password = "";
    while (tokens.hasMoreTokens()) {
      String word = tokens.nextToken();
      boolean another = word.equals("machine") || word.equals("default");
      if (another) {
        if (machine != null) {
          logins.add(new Login(machine, login, password));
        }
        machine = word.equals("default") ? "" : next(tokens).toLowerCase(Locale.ROOT);
        login = "";
        password = "";
      } else if (word.equals("login")) {
        login = next(tokens);
      } else if (word.equals("password")) {
        password = next(tokens);
      }
    }
    if (machine != null) {
      logins.add(new Login(machine, login, password));
    }
    return logins;
  }

  private static String next(StringTokenizer tokens) {
    String word = tokens.hasMoreTokens() ? tokens.nextToken() : "";
    boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
    return quoted ? word.substring(1, word.length() - 1) : word;
  }

  /** A macro ends at an empty line; a line that begins with a number sign is a comment. */
  private static String withoutMacros(String text) {
    StringBuilder kept = new StringBuilder();
    boolean macro = false;
    for (String line : text.lines().toList()) {
      macro = (macro || line.strip().startsWith("macdef")) && !line.isBlank();
      if (!macro && !line.strip().startsWith("#")) {
        kept.append(line).append('\n');
      }
    }
    return kept.toString();
  }
}
