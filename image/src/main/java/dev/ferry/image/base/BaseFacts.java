package dev.ferry.image.base;

import dev.ferry.model.Libc;
import dev.ferry.model.SymbolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the files of a base say about it.
 *
 * @param machine as {@code uname -m} would say it: {@code x86_64}, {@code aarch64}
 * @param libc none where the base has no C library
 * @param glibcxx the newest GLIBCXX of its libstdc++
 * @param pythons in order of their paths
 * @param libraries by soname, where the loader finds them without help; the value is the path,
 *     absolute
 * @param programs names in the folders of {@code PATH}: {@code sh}, {@code ldd}, {@code which}
 * @param passwd the text of {@code /etc/passwd}, empty where there is none
 * @param group the text of {@code /etc/group}, empty where there is none
 * @param links symbolic links that lead to folders, with what they lead to, both absolute: {@code
 *     /lib} to {@code /usr/lib}. An entry of a later layer must not lie below one
 * @param privileged absolute paths of files that run as their owner or group (setuid, setgid)
 */
public record BaseFacts(
    String machine,
    Optional<Libc> libc,
    Optional<SymbolVersion> glibcxx,
    List<BasePython> pythons,
    SortedMap<String, String> libraries,
    SortedSet<String> programs,
    String passwd,
    String group,
    SortedMap<String, String> links,
    SortedSet<String> privileged) {
  public BaseFacts {
    pythons = List.copyOf(pythons);
    libraries = new TreeMap<>((Map<String, String>) libraries);
    programs = new TreeSet<>(programs);
    links = new TreeMap<>((Map<String, String>) links);
    privileged = new TreeSet<>(privileged);
  }
}
