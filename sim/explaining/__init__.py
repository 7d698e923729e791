"""What happened to one synthetic person, and how a policy reached them: told by running again and looking on.

Runs are functions of settings and seed, so nothing of this is stored during ordinary runs, and looking changes nothing.
"""
