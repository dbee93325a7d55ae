package dev.ferry.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a target's name field by field; every complaint names the field and where it stands. */
final class TargetNameReader {
  /** The fields that may stand anywhere behind the C library, and their forms. */
  private enum Part {
    GLIBCXX("glibcxx", "glibcxxA.B.C", 3, 3),
    CUDA("cuda", "cudaX.Y", 2, 2),
    DRIVER("driver", "driverX.Y[.Z]", 2, 3),
    CANN("cann", "cannX.Y", 2, 3),
    PAGE("page", "page4096` to `page65536", 1, 1);

    private final String word;
    private final String form;
    private final int fewest;
    private final int most;

    Part(String word, String form, int fewest, int most) {
      this.word = word;
      this.form = form;
      this.fewest = fewest;
      this.most = most;
    }

    static Optional<Part> find(String word) {
      return Arrays.stream(values()).filter(part -> part.word.equals(word)).findFirst();
    }
  }

  private static final Set<String> FIELD_WORDS =
      Set.of("glibcxx", "cuda", "driver", "cann", "page", "cp", "pp", "glibc", "musl");

  private final String name;
  private final String[] fields;
  private final EnumMap<Part, SymbolVersion> parts = new EnumMap<>(Part.class);
  private int index;
  private int offset;

  private TargetNameReader(String name) {
    this.name = name;
    this.fields = name.split("-", -1);
  }

  static TargetFields read(String name) {
    return new TargetNameReader(name).fields();
  }

  private TargetFields fields() {
    refuseMovingName();
    final String os = os();
    final String machine = machine();
    final Libc libc = libc();
    Optional<PythonVersion> python = Optional.empty();
    while (index < fields.length) {
      Optional<Part> part = Part.find(word(fields[index]));
      if (part.isPresent()) {
        take(part.get());
      } else if (python.isEmpty()) {
        python = Optional.of(python());
      } else {
        throw surplus();
      }
    }
    if (python.isEmpty()) {
      throw missing("python", "cpXY");
    }
    return new TargetFields(
        os,
        machine,
        libc,
        found(Part.GLIBCXX),
        python.get(),
        found(Part.CUDA),
        found(Part.DRIVER),
        found(Part.CANN),
        found(Part.PAGE).map(page -> OptionalInt.of(page.part(0))).orElse(OptionalInt.empty()));
  }

  private Optional<SymbolVersion> found(Part part) {
    return Optional.ofNullable(parts.get(part));
  }

  private void refuseMovingName() {
    for (String field : fields) {
      if (field.equalsIgnoreCase("latest")) {
        throw new FerryException(
                Failure.USAGE,
                Text.of(
                    "Target name `%s` moves with time; want one that names a machine",
                    "目标名 `%s` 会随时间变化；需要能指明一台机器的名字", name))
            .hint(
                Text.of(
                    "for example `linux-x86_64-glibc2.28-cp311`",
                    "例如 `linux-x86_64-glibc2.28-cp311`"));
      }
    }
  }

  private String os() {
    String field = current("os", "linux");
    if (!field.equals("linux")) {
      throw wrong("os", "linux", Optional.of("linux").filter(os -> isNear(field, os)));
    }
    return advance(field);
  }

  private String machine() {
    String field = current("machine", "x86_64");
    if (!field.matches("[a-z][a-z0-9_]*")) {
      throw wrong("machine", "x86_64", Architectures.findIntended(field.toLowerCase(Locale.ROOT)));
    }
    Optional<String> intended = Architectures.findIntended(field);
    if (intended.isPresent()) {
      boolean split = field.equals("x86") && index + 1 < fields.length;
      throw wrong("machine", "x86_64", split ? Optional.of("x86_64") : intended);
    }
    return advance(field);
  }

  private Libc libc() {
    String field = current("libc", "glibcX.Y");
    for (Libc.Family family : Libc.Family.values()) {
      if (field.startsWith(family.id())) {
        Optional<SymbolVersion> version = findVersion(field.substring(family.id().length()), 2, 2);
        if (version.isPresent()) {
          advance(field);
          return new Libc(family, version.get());
        }
        throw wrong("libc", family.id() + "X.Y", Optional.empty());
      }
    }
    throw wrong("libc", "glibcX.Y` or `muslX.Y", nearest(field, Set.of("glibc", "musl")));
  }

  private PythonVersion python() {
    String field = current("python", "cpXY");
    Optional<PythonVersion> python = PythonName.find(field);
    if (python.isPresent()) {
      advance(field);
      return python.get();
    }
    throw wrong("python", "cpXY", PythonName.findIntended(field).or(() -> known(field)));
  }

  /** One of the fields that may stand anywhere behind the C library. */
  private void take(Part part) {
    String field = fields[index];
    Optional<SymbolVersion> version =
        findVersion(field.substring(part.word.length()), part.fewest, part.most)
            .filter(found -> part != Part.PAGE || isPageSize(found.part(0)));
    if (version.isEmpty()) {
      throw wrong(part.word, part.form, Optional.empty());
    }
    if (parts.putIfAbsent(part, version.get()) != null) {
      throw clash(Text.of("repeats `%s`", "重复了 `%s`", part.word));
    }
    boolean nvidia = parts.containsKey(Part.CUDA) || parts.containsKey(Part.DRIVER);
    if (nvidia && parts.containsKey(Part.CANN)) {
      throw clash(Text.of("names both an NVIDIA and an Ascend accelerator", "同时写了 NVIDIA 与昇腾加速卡"));
    }
    advance(field);
  }

  private static boolean isPageSize(int bytes) {
    return bytes >= 4096 && bytes <= 65_536 && Integer.bitCount(bytes) == 1;
  }

  private FerryException clash(Text what) {
    return new FerryException(
        Failure.USAGE,
        Text.of("Target `%s` %s (%s)", "目标 `%s` %s（%s）", shown(name), what, position()));
  }

  private FerryException surplus() {
    String field = fields[index];
    if (field.isEmpty()) {
      return missing("field", "cudaX.Y");
    }
    return wrong(
        "field", "cudaX.Y`, `driverX.Y`, `cannX.Y`, `glibcxxA.B.C` or `pageN", known(field));
  }

  private String current(String what, String form) {
    if (index < fields.length && !fields[index].isEmpty()) {
      return fields[index];
    }
    throw missing(what, form);
  }

  private FerryException missing(String what, String form) {
    return new FerryException(
            Failure.USAGE,
            Text.of(
                "Target `%s` lacks its %s (%s), want `%s`",
                "目标 `%s` 缺少 %s（%s），应为 `%s`", shown(name), what, position(), form))
        .hint(order());
  }

  private String advance(String field) {
    offset += field.length() + 1;
    index++;
    return field;
  }

  private FerryException wrong(String what, String form, Optional<String> intended) {
    FerryException failure =
        new FerryException(
            Failure.USAGE,
            Text.of(
                "Bad %s in target `%s` (%s): got `%s`, want `%s`",
                "目标 `%2$s` 的 %1$s 不对（%3$s）：得到 `%4$s`，应为 `%5$s`",
                what,
                shown(name),
                position(),
                shown(fields[index]),
                form));
    return failure.hint(
        intended
            .map(word -> Text.of("did you mean `%s`?", "是否指 `%s`？", word))
            .orElseGet(TargetNameReader::order));
  }

  private Text position() {
    return Text.of("field %s, character %s", "第 %s 个字段，第 %s 个字符", index + 1, offset + 1);
  }

  private static Text order() {
    return Text.of(
        "a target is `os-machine-libc-python` and what follows, for example"
            + " `linux-x86_64-glibc2.28-cp311-cuda11.8`",
        "目标的写法是 `系统-架构-C库-python` 及其后的字段，例如" + " `linux-x86_64-glibc2.28-cp311-cuda11.8`");
  }

  /** A misspelt field with its word put right and its number kept: {@code cuad11.8}. */
  private static Optional<String> known(String field) {
    return nearest(field, FIELD_WORDS);
  }

  private static Optional<String> nearest(String field, Set<String> words) {
    String word = word(field);
    String number = field.substring(word.length());
    return Spelling.findNearest(word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+$", ""), words)
        .map(found -> found + number)
        .filter(found -> !found.equals(field));
  }

  private static boolean isNear(String field, String word) {
    return Spelling.findNearest(field.toLowerCase(Locale.ROOT), List.of(word)).isPresent();
  }

  /** The field up to its first digit. */
  private static String word(String field) {
    int end = 0;
    while (end < field.length() && !Character.isDigit(field.charAt(end))) {
      end++;
    }
    return field.substring(0, end);
  }

  private static Optional<SymbolVersion> findVersion(String text, int fewest, int most) {
    List<Integer> parts = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      if (!part.matches("[0-9]{1,6}")) {
        return Optional.empty();
      }
      parts.add(Integer.parseInt(part));
    }
    boolean fits = parts.size() >= fewest && parts.size() <= most;
    return fits ? Optional.of(new SymbolVersion(parts)) : Optional.empty();
  }

  /** Control characters would garble the terminal that shows the message. */
  private static String shown(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
