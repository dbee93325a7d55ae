package dev.ferry.python.reqfile;

import dev.ferry.model.Text;
import dev.ferry.python.filename.Filenames;
import dev.ferry.python.filename.SdistFilename;
import dev.ferry.python.marker.Marker;
import dev.ferry.python.marker.MarkerParser;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.requirement.RequirementParser;
import dev.ferry.python.syntax.Cursor;
import dev.ferry.python.syntax.SyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a line asks for: a distribution by name, or one by place. As in pip, a text is a place
 * if it is a URL, an existing folder written as a path, or the name of an archive; paths count from
 * the current folder.
 */
final class LineReader {
  private static final Pattern EXTRAS = Pattern.compile("(.+)\\[([^\\[\\]]*)\\]");
  private static final Pattern EGG = Pattern.compile("[#&]egg=([^&]*)");
  private static final int MAXIMUM_LENGTH = 64 * 1024;

  private final String text;
  private final List<FileHash> hashes;
  private final Origin origin;

  private LineReader(String text, List<FileHash> hashes, Origin origin) {
    this.text = text;
    this.hashes = hashes;
    this.origin = origin;
  }

  /** What a line asks for. */
  sealed interface Wanted {
    /** By name. */
    record Named(RequirementLine line) implements Wanted {}

    /** By place. */
    record Direct(DirectLine line) implements Wanted {}
  }

  static Wanted read(String text, List<FileHash> hashes, Origin origin) throws SyntaxException {
    return new LineReader(text, hashes, origin).wanted();
  }

  private Wanted wanted() throws SyntaxException {
    boolean url = Urls.isUrl(text);
    int semicolon = url ? text.indexOf("; ") : text.indexOf(';');
    String place = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
    if (url) {
      return new Wanted.Direct(remote(place, marker(semicolon), false));
    }
    Optional<Path> local = findLocal(place);
    if (local.isPresent()) {
      SortedSet<String> extras = extras(place);
      return new Wanted.Direct(local(local.get(), extras, marker(semicolon), false));
    }
    try {
      return new Wanted.Named(new RequirementLine(RequirementParser.parse(text), hashes, origin));
    } catch (SyntaxException wrong) {
      throw looksLikePath(place) && place.indexOf('@') < 0
          ? new SyntaxException(
              Text.of(
                  "looks like a path, but `%s` is neither a folder nor an archive",
                  "像是路径，但 `%s` 既不是文件夹也不是归档文件", SyntaxException.abbreviate(place)),
              0)
          : wrong;
    }
  }

  /** What stands behind {@code -e}: a folder, a version control address, {@code name @ address}. */
  static DirectLine readEditable(String text, Origin origin) throws SyntaxException {
    return new LineReader(text, List.of(), origin).editable();
  }

  private DirectLine editable() throws SyntaxException {
    if (Urls.isUrl(text)) {
      DirectLine line = remote(text, Marker.always(), true);
      if (line.location() instanceof DirectLine.Location.Remote remote
          && !remote.isVersionControl()) {
        throw notEditable();
      }
      return line;
    }
    Path folder = path(withoutExtras(text));
    if (Files.isDirectory(folder)) {
      return local(folder, extras(text), Marker.always(), true);
    }
    if (text.indexOf('@') > 0) {
      Requirement requirement = RequirementParser.parse(text);
      String url = requirement.url().orElseThrow(this::notEditable);
      return new DirectLine(
          location(url),
          Optional.of(requirement.name().normalized()),
          requirement.extras(),
          requirement.marker(),
          true,
          hashes,
          origin);
    }
    throw notEditable();
  }

  private SyntaxException notEditable() {
    return new SyntaxException(
        Text.of(
            "`%s` is neither a folder nor a version control address such as `git+https://...`",
            "`%s` 既不是文件夹，也不是 `git+https://...` 之类的版本库地址", SyntaxException.abbreviate(text)),
        0);
  }

  private DirectLine remote(String url, Marker marker, boolean editable) throws SyntaxException {
    Matcher egg = EGG.matcher(url);
    Optional<String> fragment = egg.find() ? Optional.of(egg.group(1)) : Optional.empty();
    DirectLine.Location location = location(url);
    SortedSet<String> extras = fragment.isPresent() ? extras(fragment.get()) : new TreeSet<>();
    Optional<String> name =
        fragment
            .flatMap(text -> PackageName.find(withoutExtras(text)))
            .map(PackageName::normalized)
            .or(() -> nameOf(url.split("[?#]", 2)[0]));
    return new DirectLine(location, name, extras, marker, editable, hashes, origin);
  }

  private DirectLine local(Path path, SortedSet<String> extras, Marker marker, boolean editable) {
    return new DirectLine(
        new DirectLine.Location.Local(path),
        nameOf(path.toString()),
        extras,
        marker,
        editable,
        hashes,
        origin);
  }

  private static DirectLine.Location location(String url) {
    Optional<Path> local = Urls.findLocal(url.split("#", 2)[0]);
    return local.isPresent()
        ? new DirectLine.Location.Local(local.get())
        : new DirectLine.Location.Remote(url);
  }

  /** The name of the distribution where the file's name has it. */
  private static Optional<String> nameOf(String place) {
    String file = place.substring(place.lastIndexOf('/') + 1);
    return Filenames.findProject(file).map(PackageName::normalized);
  }

  /** A folder written as a path, or a file with the name of an archive. */
  private Optional<Path> findLocal(String place) throws SyntaxException {
    if (place.isEmpty() || place.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    String plain = withoutExtras(place);
    Path path = path(plain);
    if (looksLikePath(place) && Files.isDirectory(path)) {
      return Optional.of(path);
    }
    if (!isArchive(plain)) {
      return Optional.empty();
    }
    if (Files.isRegularFile(path)) {
      return Optional.of(path);
    }
    int at = place.indexOf('@');
    if (at >= 0 && !looksLikePath(place.substring(0, at))) {
      return Optional.empty();
    }
    throw new SyntaxException(
        Text.of(
            "looks like an archive, but there is no file `%s`",
            "像是归档文件，但不存在文件 `%s`", SyntaxException.abbreviate(plain)),
        0);
  }

  private static Path path(String text) throws SyntaxException {
    if (text.indexOf('\0') >= 0) {
      throw new SyntaxException(Text.of("a NUL character", "含有 NUL 字符"), 0);
    }
    return Path.of(text).toAbsolutePath().normalize();
  }

  private static boolean looksLikePath(String place) {
    return place.indexOf('/') >= 0 || place.startsWith(".");
  }

  private static boolean isArchive(String place) {
    String lower = place.toLowerCase(java.util.Locale.ROOT);
    return lower.endsWith(".whl") || SdistFilename.hasExtension(lower);
  }

  private static String withoutExtras(String place) {
    Matcher matcher = EXTRAS.matcher(place);
    return matcher.matches() ? matcher.group(1) : place;
  }

  private static SortedSet<String> extras(String place) throws SyntaxException {
    Matcher matcher = EXTRAS.matcher(place);
    return matcher.matches()
        ? RequirementParser.parse("x[" + matcher.group(2) + "]").extras()
        : new TreeSet<>();
  }

  private Marker marker(int semicolon) throws SyntaxException {
    if (semicolon < 0 || text.substring(semicolon + 1).isBlank()) {
      return Marker.always();
    }
    Cursor cursor = new Cursor(text, MAXIMUM_LENGTH);
    cursor.rewind(semicolon + 1);
    Marker marker = MarkerParser.read(cursor);
    if (!cursor.atEnd()) {
      throw cursor.error(Text.of("expected `and`, `or` or the end", "此处应为 `and`、`or` 或结束"));
    }
    return marker;
  }
}
