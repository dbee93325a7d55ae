package dev.ferry.bundle.install;

import dev.ferry.model.Digest;
import dev.ferry.python.install.PlannedWheel;
import dev.ferry.python.wheel.WheelMember;
import dev.ferry.store.Folders;
import dev.ferry.store.Seal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Unpacked wheels in the store, one folder per digest, shared by all environments.
 *
 * <p>A folder takes its name only when all its files are there and agree with RECORD. The files are
 * read-only and bear one fixed modification time; a file whose size, time or mode is another one
 * was changed by somebody, and its wheel is unpacked again.
 */
final class UnpackedCache {
  private static final Set<PosixFilePermission> PLAIN =
      PosixFilePermissions.fromString("r--r--r--");
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("r-xr-xr-x");

  private final Path folder;
  private final Workers workers;

  UnpackedCache(Path store, Workers workers) {
    this.folder = store.resolve("unpacked");
    this.workers = workers;
  }

  /** The cached file of a member; {@link #fill} has put it there. */
  Path file(Digest wheel, WheelMember member) {
    return folder.resolve(wheel.hex()).resolve(member.path());
  }

  /** Makes sure that the files of all wheels are there and unchanged. */
  void fill(List<PlannedWheel> wheels) throws IOException {
    Files.createDirectories(folder);
    List<PlannedWheel> missing = new ArrayList<>();
    for (PlannedWheel wheel : wheels) {
      if (!whole(wheel)) {
        missing.add(wheel);
      }
    }
    List<Unpacking> unpackings = new ArrayList<>();
    try {
      List<SizedTask> tasks = new ArrayList<>();
      for (PlannedWheel wheel : missing) {
        Path stage = Files.createTempDirectory(folder, wheel.digest().abbreviated() + "-");
        unpackings.add(new Unpacking(wheel, stage));
        tasks.addAll(tasks(wheel, stage));
      }
      tasks.sort(Comparator.comparingLong(SizedTask::size).reversed());
      workers.run(tasks.stream().map(SizedTask::task).toList());
      for (Unpacking unpacking : unpackings) {
        publish(unpacking);
      }
    } finally {
      for (Unpacking unpacking : unpackings) {
        Folders.delete(unpacking.stage());
      }
    }
  }

  private record Unpacking(PlannedWheel wheel, Path stage) {}

  private record SizedTask(long size, Workers.Task task) {}

  private static List<SizedTask> tasks(PlannedWheel wheel, Path stage) throws IOException {
    Set<Path> folders = new HashSet<>();
    List<SizedTask> tasks = new ArrayList<>();
    MemberUnpacker unpacker = new MemberUnpacker(wheel);
    for (WheelMember member : wheel.archive().members()) {
      Path file = stage.resolve(member.path());
      if (folders.add(file.getParent())) {
        Files.createDirectories(file.getParent());
      }
      tasks.add(
          new SizedTask(
              member.size(),
              () -> {
                unpacker.unpack(member, file);
                Files.setPosixFilePermissions(file, permissions(member));
                Files.setLastModifiedTime(file, Seal.TIME);
              }));
    }
    return tasks;
  }

  private void publish(Unpacking unpacking) throws IOException {
    Path name = folder.resolve(unpacking.wheel().digest().hex());
    Files.setPosixFilePermissions(unpacking.stage(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Folders.delete(name);
    try {
      Files.move(unpacking.stage(), name, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException another) {
      // Another run was faster; what it put there is as good.
    } catch (FileSystemException another) {
      if (!Files.isDirectory(name)) {
        throw another;
      }
    }
  }

  private boolean whole(PlannedWheel wheel) throws IOException {
    if (!Files.isDirectory(folder.resolve(wheel.digest().hex()))) {
      return false;
    }
    for (WheelMember member : wheel.archive().members()) {
      try {
        PosixFileAttributes found =
            Files.readAttributes(
                file(wheel.digest(), member), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean same =
            found.isRegularFile()
                && found.size() == member.size()
                && sealed(found.lastModifiedTime())
                && found.permissions().equals(permissions(member));
        if (!same) {
          return false;
        }
      } catch (NoSuchFileException gone) {
        return false;
      }
    }
    return true;
  }

  private static boolean sealed(FileTime time) {
    return Seal.holds(time);
  }

  private static Set<PosixFilePermission> permissions(WheelMember member) {
    return member.executable() ? PROGRAM : PLAIN;
  }
}
