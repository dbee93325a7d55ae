package dev.ferry.python.install;

import dev.ferry.model.PythonVersion;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where an environment will be and what runs it.
 *
 * @param directory the name under which it is used, absolute; it stands in scripts
 * @param python the target's interpreter; decides the folder below {@code lib}
 * @param executable the base interpreter, absolute, links resolved
 * @param version the base interpreter's full version, {@code 3.11.7}
 * @param variables of the environment; {@code ${FERRY_ENV}} stands for its folder
 * @param preloaded file names in {@code lib} that are loaded when Python starts, because the set
 *     reaches them and the machine may lack them
 */
public record EnvironmentPrefix(
    String directory,
    PythonVersion python,
    String executable,
    String version,
    SortedMap<String, String> variables,
    List<String> preloaded) {
  public EnvironmentPrefix {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    preloaded = List.copyOf(preloaded);
  }

  /** {@code python3.11}, {@code python3.13t}, {@code pypy3.10}. */
  public String pythonName() {
    String stem = python.implementation().equals("pp") ? "pypy" : "python";
    return stem + python.minorVersion() + (python.freeThreaded() ? "t" : "");
  }

  /** Where packages lie, relative to the environment's folder. */
  public String sitePackages() {
    return "lib/" + pythonName() + "/site-packages";
  }
}
