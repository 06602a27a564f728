def add(case, g): pass
