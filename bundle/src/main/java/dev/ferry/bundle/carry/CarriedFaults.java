package dev.ferry.bundle.carry;

import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.EnvironmentSpec.CarriedFile;
import dev.ferry.model.EnvironmentSpec.Interpreter;
import dev.ferry.model.EnvironmentSpec.Origin;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All that is wrong with what a spec carries beside its packages. */
public final class CarriedFaults {
  private static final String FILES = "files";
  private static final String PYTHON = "python";

  /** Where the bytes of an origin lie. */
  @FunctionalInterface
  public interface Places {
    /** Nothing for what is not here yet; such an entry is judged by its words alone. */
    Optional<Path> find(Origin origin, Optional<Digest> sha256);
  }

  /** What one entry of {@code files} puts into an environment. */
  private record Cargo(int index, Set<String> files, Set<String> folders) {}

  private final Places places;
  private final Set<Fault> faults = new LinkedHashSet<>();
  private final List<Cargo> cargo = new ArrayList<>();

  private CarriedFaults(Places places) {
    this.places = places;
  }

  /** Reads everything that is here, each archive to its end. */
  public static CarriedFaults of(EnvironmentSpec spec, Places places, List<Target> targets) {
    CarriedFaults found = new CarriedFaults(places);
    for (int i = 0; i < spec.files().size(); i++) {
      found.file(i, spec.files().get(i));
    }
    for (int i = 0; i < spec.interpreters().size(); i++) {
      found.interpreter(i, spec.interpreters().get(i), targets);
    }
    for (Target target : targets) {
      found.compare(TakenPaths.own(target, !spec.interpreters().isEmpty()));
    }
    return found;
  }

  /** What is wrong, in the order of the spec, each once. */
  public List<Fault> all() {
    return List.copyOf(faults);
  }

  /**
   * Ends with all of them in one failure.
   *
   * @throws FerryException of kind USAGE, if there are any
   */
  public void throwIfAny() {
    if (!faults.isEmpty()) {
      throw new FerryException(
              Failure.USAGE,
              faults.size() == 1
                  ? Text.of("what the spec carries has a mistake", "规格文件携带的内容有一处错误")
                  : Text.of(
                      "what the spec carries has %d mistakes", "规格文件携带的内容有 %d 处错误", faults.size()))
          .reasons(faults.stream().map(Fault::located).toList());
    }
  }

  /** Adds a fault for each file that would be where something else is. */
  public void compare(TakenPaths taken) {
    for (Cargo one : cargo) {
      one.files().stream()
          .map(taken::findClash)
          .flatMap(Optional::stream)
          .findFirst()
          .or(() -> clashingFolder(one, taken))
          .ifPresent(path -> clash(one.index(), path));
      one.files().forEach(taken::add);
    }
  }

  private static Optional<String> clashingFolder(Cargo one, TakenPaths taken) {
    return one.folders().stream().map(taken::findFileAbove).flatMap(Optional::stream).findFirst();
  }

  private void clash(int index, String path) {
    add(
        FILES,
        index,
        "to",
        Text.of(
            "`%s` of the environment is written by the installer or by another entry, want a place"
                + " that is free",
            "环境中的 `%s` 由安装程序或其他条目写入，应为空闲的位置", path));
  }

  private void file(int index, CarriedFile file) {
    Optional<Path> place = checked(FILES, "path", index, file.origin(), file.sha256());
    if (!file.unpack()) {
      cargo.add(new Cargo(index, Set.of(file.to()), Set.of()));
    } else if (place.isPresent()) {
      try {
        ArchiveContents contents = ArchiveReader.read(place.get());
        String to = file.to() + "/";
        cargo.add(
            new Cargo(
                index, below(to, contents.members().keySet()), below(to, contents.folders())));
      } catch (BadArchive bad) {
        archive(FILES, "path", index, file.origin(), bad.text());
      }
    }
  }

  private static Set<String> below(String folder, Set<String> paths) {
    Set<String> below = new TreeSet<>();
    paths.forEach(path -> below.add(folder + path));
    return below;
  }

  private void interpreter(int index, Interpreter python, List<Target> targets) {
    Optional<Path> place = checked(PYTHON, "file", index, python.origin(), python.sha256());
    if (place.isEmpty()) {
      return;
    }
    try {
      InterpreterArchive archive = InterpreterArchive.read(place.get());
      for (Target target : targets) {
        if (python.target().isEmpty() || python.target().get().equals(target.name())) {
          for (Text fault : archive.faults(python.executable(), target)) {
            archive(
                PYTHON,
                "file",
                index,
                python.origin(),
                Text.of("%s: %s", "%s：%s", target.name(), fault));
          }
        }
      }
    } catch (BadArchive bad) {
      archive(PYTHON, "file", index, python.origin(), bad.text());
    }
  }

  private void archive(String list, String localKey, int index, Origin origin, Text what) {
    switch (origin) {
      case Origin.Local local ->
          add(list, index, localKey, Text.of("`%s`: %s", "`%s`：%s", local.path(), what));
      case Origin.Download download ->
          add(list, index, "url", Text.of("`%s`: %s", "`%s`：%s", download.url(), what));
    }
  }

  /** The bytes of an entry, if they are here and are those that the spec means. */
  private Optional<Path> checked(
      String list, String localKey, int index, Origin origin, Optional<Digest> sha256) {
    Optional<Path> place = places.find(origin, sha256);
    if (place.isPresent() && origin instanceof Origin.Local local) {
      if (!Files.isRegularFile(place.get())) {
        boolean folder = Files.isDirectory(place.get());
        archive(
            list,
            localKey,
            index,
            local,
            folder
                ? Text.of("it is a folder, want a file", "它是目录，应为文件")
                : Text.of("there is no such file", "没有这个文件"));
        return Optional.empty();
      }
      if (sha256.isPresent()) {
        Digest got = digest(place.get());
        if (!got.equals(sha256.get())) {
          add(
              list,
              index,
              "sha256",
              Text.of(
                  "`%s` has sha256 `%s`, want `%s`",
                  "`%s` 的 sha256 是 `%s`，应为 `%s`", local.path(), got.hex(), sha256.get().hex()));
          return Optional.empty();
        }
      }
    }
    return place;
  }

  private static Digest digest(Path file) {
    try {
      return FileDigest.of(file);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private void add(String list, int index, String field, Text text) {
    faults.add(new Fault(list, index, field, text));
  }
}
