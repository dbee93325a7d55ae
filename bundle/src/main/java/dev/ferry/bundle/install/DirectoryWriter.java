package dev.ferry.bundle.install;

import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.PlannedFile;
import dev.ferry.python.install.PlannedFile.FromWheel;
import dev.ferry.python.install.PlannedFile.Link;
import dev.ferry.python.install.PlannedFile.Made;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Executes a plan in an empty folder. */
final class DirectoryWriter {
  /** Small files are written in groups, so that handing out work costs less than the work. */
  private static final int GROUP = 64;

  private final Path folder;
  private final UnpackedCache cache;
  private final InstallRequest.Link link;

  DirectoryWriter(Path folder, UnpackedCache cache, InstallRequest.Link link) {
    this.folder = folder;
    this.cache = cache;
    this.link = link;
  }

  void write(InstallationPlan plan, Workers workers) throws IOException {
    for (String path : plan.folders()) {
      Path made = folder.resolve(path);
      if (!Files.isDirectory(made)) {
        Files.createDirectory(made);
      }
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    List<PlannedFile> files = new ArrayList<>(plan.files().values());
    List<Workers.Task> tasks = new ArrayList<>();
    for (int from = 0; from < files.size(); from += GROUP) {
      List<PlannedFile> group = files.subList(from, Math.min(from + GROUP, files.size()));
      tasks.add(
          () -> {
            for (PlannedFile file : group) {
              write(file);
            }
          });
    }
    workers.run(tasks);
  }

  private void write(PlannedFile file) throws IOException {
    Path path = folder.resolve(file.path());
    switch (file.content()) {
      case Link symbolic -> Files.createSymbolicLink(path, Path.of(symbolic.target()));
      case Made made -> {
        Files.write(path, made.bytes(), StandardOpenOption.CREATE_NEW);
        permit(path, file.mode());
      }
      case FromWheel member -> place(cache.file(member.wheel(), member.member()), path, file);
    }
  }

  private void place(Path cached, Path path, PlannedFile file) throws IOException {
    boolean program = (file.mode() & 0111) != 0;
    if (link == InstallRequest.Link.HARD && program == Files.isExecutable(cached)) {
      try {
        Files.createLink(path, cached);
        return;
      } catch (FileSystemException | UnsupportedOperationException elsewhere) {
        // Another file system, or too many names: a copy serves as well.
      }
    }
    Files.copy(cached, path);
    permit(path, file.mode());
  }

  private static void permit(Path path, int mode) throws IOException {
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString((mode & 0111) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
