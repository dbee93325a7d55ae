import json, sys, sysconfig

# What Ferry must know of an interpreter that may build wheels: see BuildPython.java.
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "implementation": sys.implementation.name,
    "prefix": sys.base_prefix,
    "executable": getattr(sys, "_base_executable", None) or sys.executable,
    "headers": sysconfig.get_config_var("INCLUDEPY"),
}))
