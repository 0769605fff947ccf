"""The use cases, one module each: the only place that knows the order of the stages.

Plain functions over a database, which is a path or an SQLAlchemy URL. One edition is one
transaction, and it is opened here.
"""
