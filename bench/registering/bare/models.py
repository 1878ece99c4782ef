from django.db import models


class Meeting(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=80)
    venue = models.CharField(max_length=250)
    route = models.TextField()
    accessibility = models.TextField()
    description = models.TextField()
    day = models.DateField()
    capacity = models.PositiveIntegerField()


class Registration(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    organisation = models.CharField(max_length=250)
    organisation_other = models.CharField(max_length=250)
    function = models.CharField(max_length=120)
    needs = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["meeting", "state"])]


class Mail(models.Model):
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
